package org.geben.query.leaderboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Appreciations; those that a program gave or received are kept, but count for nobody. What one is worth depends on those
 * beside it: the same giver's of that day, the receiver's of that day, and those between the two. Therefore whatever comes
 * or goes has its neighbours looked at again, and gives them back what it had taken.
 */
final class AppreciationChanges {
    private static final String CHANGED =
            "%1$s.id, %1$s.giver, %1$s.receiver, %1$s.contribution, %1$s.day, %1$s.time_inferred, %1$s.automated";

    private static final List<String> PARTIES = List.of("giver", "receiver");

    private final MemberChanges members;
    private final Touched touched;
    private final Uncounted uncounted;
    private final Facts facts;
    private final Rows days;
    private final Rows pairs;
    private final Set<UUID> come = new HashSet<>();

    AppreciationChanges(Buffers buffers, MemberChanges members, Touched touched, Uncounted uncounted) {
        this.members = members;
        this.touched = touched;
        this.uncounted = uncounted;
        facts = buffers.facts(
                "appreciation",
                "id uuid",
                "event uuid",
                "giver uuid",
                "receiver uuid",
                "contribution uuid",
                "kind text",
                "given_at timestamptz",
                "day bigint",
                "time_inferred boolean",
                "automated boolean");
        days = buffers.rows("touched_day", "begins timestamptz", "ends timestamptz");
        pairs = buffers.rows("touched_pair", "giver uuid", "receiver uuid");
    }

    void given(AppreciationGiven event, UUID eventId, Instant at, boolean timeInferred, boolean first) {
        UUID id = event.appreciationId().value();
        UUID giver = event.giver() == null ? null : event.giver().value();
        UUID receiver = event.receiver() == null ? null : event.receiver().value();
        UUID contribution =
                event.subject() instanceof Subject.OfContribution of ? of.id().value() : null;
        boolean automated = members.programs.contain(giver) || members.programs.contain(receiver);
        long day = touched.calendar.day(at);
        facts.came(
                first,
                id,
                eventId,
                giver,
                receiver,
                contribution,
                event.kind().name(),
                at,
                day,
                timeInferred,
                automated);
        if (first) {
            uncounted.appreciation(1, giver, day, timeInferred, automated);
            if (!automated) {
                came(id, giver, receiver, contribution, day, timeInferred);
            }
        }
    }

    private void came(
            UUID id,
            @Nullable UUID giver,
            @Nullable UUID receiver,
            @Nullable UUID contribution,
            long day,
            boolean timeInferred) {
        if (touched.isEverything()) {
            return;
        }
        come.add(id);
        if (giver != null) {
            touched.appreciated(id, giver, day, timeInferred, contribution);
            touched.mayRise(giver, day, timeInferred);
        }
        if (receiver != null) {
            touched.appreciated(id, receiver, day, timeInferred, contribution);
        }
        lookAgain(giver, receiver, day, timeInferred);
    }

    void gone(AppreciationId appreciation) {
        facts.went(appreciation.value());
    }

    /** @param capped whether rules of any time allow only so many a day */
    void flush(Tables tables, boolean capped) {
        facts.flush(tables, CHANGED.formatted("fact"), row -> turned(row, -1), row -> turned(row, 1));
        if (capped) {
            flushCaps(tables);
        }
        flushPairs(tables);
    }

    private void flushCaps(Tables tables) {
        String caps = """
                WITH ordered AS (
                    SELECT a.id, coalesce(a.giver IS NOT NULL AND w.most_of_giver < row_number() OVER (
                                              PARTITION BY a.giver, a.day ORDER BY a.given_at, a.id), false)
                              OR coalesce(a.receiver IS NOT NULL AND w.most_of_receiver < row_number() OVER (
                                              PARTITION BY a.receiver, a.day ORDER BY a.given_at, a.id), false) AS capped
                    FROM %s %s
                    WHERE NOT a.automated AND NOT a.time_inferred)
                UPDATE $.appreciation a SET capped = o.capped FROM ordered o WHERE a.id = o.id AND a.capped <> o.capped
                """;
        if (touched.isEverything()) {
            tables.sql(caps.formatted("$.appreciation a", FactTable.APPRECIATION.weighed()))
                    .update();
        } else {
            tables.write(
                    caps.formatted("""
                                    (SELECT DISTINCT begins, ends FROM :rows) d
                                    JOIN $.appreciation a ON a.given_at >= d.begins AND a.given_at < d.ends""", FactTable.APPRECIATION.weighed()) + " RETURNING " + CHANGED.formatted("a"),
                    days,
                    this::disturbed);
        }
    }

    /** One sort tells both how manyth each is, and where it is the first. */
    private void flushPairs(Tables tables) {
        String order = """
                WITH ordered AS (
                    SELECT a.id, a.repeat, a.fresh,
                           CASE WHEN a.capped THEN 1 ELSE row_number() OVER month END AS now_repeat,
                           CASE WHEN a.capped THEN 0
                                WHEN row_number() OVER ever = 1 THEN 4
                                WHEN a.time_inferred THEN 0
                                WHEN lag(a.day) OVER ever / 10000 <> a.day / 10000 THEN 3
                                WHEN (lag(a.day) OVER ever / 100 %% 100 + 2) / 3 <> (a.day / 100 %% 100 + 2) / 3 THEN 2
                                WHEN row_number() OVER month = 1 THEN 1
                                ELSE 0 END AS now_fresh
                    FROM %s WHERE NOT a.automated AND a.giver IS NOT NULL AND a.receiver IS NOT NULL
                    WINDOW month AS (PARTITION BY a.receiver, a.giver, a.capped, a.time_inferred, a.day / 100
                                     ORDER BY a.given_at, a.id),
                           ever AS (PARTITION BY a.receiver, a.giver, a.capped
                                    ORDER BY a.time_inferred, a.day / 100, a.given_at, a.id))
                UPDATE $.appreciation a SET repeat = o.now_repeat, fresh = o.now_fresh FROM ordered o
                WHERE a.id = o.id AND (o.repeat <> o.now_repeat OR o.fresh <> o.now_fresh)
                """;
        if (touched.isEverything()) {
            tables.sql(order.formatted("$.appreciation a")).update();
        } else {
            tables.write(order.formatted("""
                                    (SELECT DISTINCT giver, receiver FROM :rows) p
                                    JOIN $.appreciation a ON a.giver = p.giver AND a.receiver = p.receiver""") + " RETURNING " + CHANGED.formatted("a"), pairs, this::reordered);
        }
    }

    private void turned(ResultSet row, int times) throws SQLException {
        uncounted.appreciation(
                times,
                Columns.optionalId(row, "giver"),
                row.getLong("day"),
                row.getBoolean("time_inferred"),
                row.getBoolean("automated"));
        changed(row);
    }

    void changed(ResultSet row) throws SQLException {
        if (!row.getBoolean("automated") && !touched.isEverything()) {
            touch(row);
            lookAgain(
                    Columns.optionalId(row, "giver"),
                    Columns.optionalId(row, "receiver"),
                    row.getLong("day"),
                    row.getBoolean("time_inferred"));
        }
    }

    /** At those that it stands beside. */
    private void lookAgain(@Nullable UUID giver, @Nullable UUID receiver, long day, boolean timeInferred) {
        if (giver != null && receiver != null) {
            pairs.add(giver, receiver);
        }
        if (!timeInferred) {
            ofDay(day);
        }
    }

    /** Of what day the caps have to be looked at again. */
    private void ofDay(long day) {
        Window.Range range = touched.calendar.dayRange(day);
        days.add(range.from(), range.to());
    }

    /** One that has come with this batch has its worth when it is added. */
    private void disturbed(ResultSet row) throws SQLException {
        if (!come.contains(Columns.id(row, "id"))) {
            changed(row);
        }
    }

    private void reordered(ResultSet row) throws SQLException {
        if (!come.contains(Columns.id(row, "id"))) {
            touch(row);
        }
    }

    private void touch(ResultSet row) throws SQLException {
        for (String party : PARTIES) {
            UUID member = Columns.optionalId(row, party);
            if (member != null) {
                touched.changed(
                        member,
                        row.getLong("day"),
                        row.getBoolean("time_inferred"),
                        Columns.optionalId(row, "contribution"));
            }
        }
    }
}
