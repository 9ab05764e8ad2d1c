package org.geben.query.leaderboard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Whose standings a batch may have changed, and in which months. Where nothing is kept yet, as in a generation that is being
 * filled, everything is touched, and nothing needs to be gathered.
 */
final class Touched {
    final Calendar calendar;

    /** Of the community; what is dated by inference has its month below zero. */
    final Rows months;

    /** Of groups: named, or that of a contribution. */
    final Rows scopes;

    /** Whether the generation has chosen its calendar, as it does with its first member. */
    final boolean hasCalendar;

    private final Map<Long, Window.Range> ranges = new HashMap<>();
    private final boolean everything;

    private Touched(Buffers buffers, Calendar calendar, boolean hasCalendar, boolean everything) {
        this.calendar = calendar;
        this.hasCalendar = hasCalendar;
        this.everything = everything;
        months = buffers.rows("touched_month", "member uuid", "month bigint", "begins timestamptz", "ends timestamptz");
        scopes = buffers.rows("touched_scope", "member uuid", "group_id uuid", "contribution uuid");
    }

    /** @param usual the calendar of a generation that has none yet */
    static Touched in(Buffers buffers, Tables tables, Calendar usual) {
        return tables.sql("SELECT zone, NOT EXISTS (SELECT FROM $.standing) AS nothing FROM $.calendar")
                .query((row, n) -> new Touched(
                        buffers, new Calendar(ZoneId.of(row.getString("zone"))), true, row.getBoolean("nothing")))
                .optional()
                .orElseGet(() -> new Touched(buffers, usual, false, true));
    }

    boolean isEverything() {
        return everything;
    }

    /** What a member earned on a day in a group, or outside of any. */
    void earned(UUID member, long day, @Nullable UUID group) {
        if (!isEverything()) {
            month(member, day, false);
            if (group != null) {
                scopes.add(member, group, null);
            }
        }
    }

    /** What a member earned on a day by an appreciation, of a contribution or something else. */
    void appreciated(UUID member, long day, boolean timeInferred, @Nullable UUID contribution) {
        if (!isEverything()) {
            month(member, day, timeInferred);
            if (contribution != null) {
                scopes.add(member, null, contribution);
            }
        }
    }

    private void month(UUID member, long day, boolean timeInferred) {
        long month = day / 100;
        Window.Range range = ranges.computeIfAbsent(month, of -> calendar.month(day));
        Instant from = range.from();
        months.add(member, timeInferred ? -month : month, from, range.to());
    }
}
