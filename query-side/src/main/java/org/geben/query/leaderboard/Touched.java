package org.geben.query.leaderboard;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Whose standings a batch may have changed, and in which months: by facts that are new, which can be added to what they
 * have, or otherwise, after which theirs are counted anew. Where nothing is kept yet, as in a generation that is being
 * filled, everything is touched, and nothing needs to be gathered.
 */
final class Touched {
    final Calendar calendar;

    /** Of the community; what is dated by inference has its month below zero. Without a fact where all is counted anew. */
    final Rows months;

    /** Of groups: named, or that of a contribution. Without a fact where all is counted anew. */
    final Rows scopes;

    /** In which months of the community members may have given more, or less. */
    final Rows gifts;

    /** Whether the generation has chosen its calendar, as it does with its first member. */
    final boolean hasCalendar;

    private final Map<Long, Window.Range> ranges = new HashMap<>();
    private final boolean everything;
    private boolean changed;

    private Touched(Buffers buffers, Calendar calendar, boolean hasCalendar, boolean everything) {
        this.calendar = calendar;
        this.hasCalendar = hasCalendar;
        this.everything = everything;
        months = buffers.rows(
                "touched_month",
                "member uuid",
                "month bigint",
                "begins timestamptz",
                "ends timestamptz",
                "fact text",
                "id uuid");
        gifts = buffers.rows("touched_gift", "member uuid", "month bigint");
        scopes = buffers.rows(
                "touched_scope", "member uuid", "group_id uuid", "contribution uuid", "fact text", "id uuid");
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

    /** Whether anything is to be counted anew for the community's months. */
    boolean isAnythingChanged() {
        return changed;
    }

    /** A new fact by which a member earns something on a day, in a group or outside of any. */
    void earned(FactTable of, UUID fact, UUID member, long day, @Nullable UUID group) {
        touch(member, day, false, group, null, of, fact);
    }

    /** The same by an appreciation that the member gave or received, of a contribution or something else. */
    void appreciated(UUID appreciation, UUID member, long day, boolean timeInferred, @Nullable UUID contribution) {
        touch(member, day, timeInferred, null, contribution, FactTable.APPRECIATION, appreciation);
    }

    /** Who has given something on a day; to be told beside what is earned by it. Of a day that is inferred nobody rises. */
    void mayRise(UUID member, long day, boolean timeInferred) {
        if (!isEverything() && !timeInferred) {
            gifts.add(member, day / 100);
        }
    }

    /** What a member earns on a day in a group, or outside of any, has changed. */
    void changed(UUID member, long day, @Nullable UUID group) {
        mayRise(member, day, false);
        touch(member, day, false, group, null, null, null);
    }

    /** What a member earns on a day by an appreciation, of a contribution or something else, has changed. */
    void changed(UUID member, long day, boolean timeInferred, @Nullable UUID contribution) {
        mayRise(member, day, timeInferred);
        touch(member, day, timeInferred, null, contribution, null, null);
    }

    private void touch(
            UUID member,
            long day,
            boolean timeInferred,
            @Nullable UUID group,
            @Nullable UUID contribution,
            @Nullable FactTable of,
            @Nullable UUID fact) {
        if (isEverything()) {
            return;
        }
        String name = of == null ? null : of.name();
        changed |= of == null;
        long month = day / 100;
        Window.Range range = ranges.computeIfAbsent(month, first -> calendar.month(day));
        months.add(member, timeInferred ? -month : month, range.from(), range.to(), name, fact);
        if (group != null || contribution != null) {
            scopes.add(member, group, contribution, name, fact);
        }
    }
}
