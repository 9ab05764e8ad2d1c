package org.geben.query.leaderboard;

import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/**
 * What is kept of the boards: standings, and how they are distributed. New facts are added to what is there. For whom
 * anything else has changed, standings are counted anew from the facts, so that what is taken back, disturbs others or is
 * weighed anew needs no arithmetic of its own: a month from its facts; quarters, years and all time from their months; a
 * group's from its facts.
 */
final class StandingChanges {
    /** That two standings are of the same member, scope, stretch and board. */
    static final String KEY =
            "%1$s.member = %2$s.member AND %1$s.scope = %2$s.scope AND %1$s.stretch = %2$s.stretch AND %1$s.board = %2$s.board";

    private static final String LEFT_OUT = "CASE WHEN f.stretch >= 0 AND (f.points > 0 OR f.volume > 0) THEN %s END"
            .formatted(LeftOut.ofStretch("f.stretch"));

    private static final Counting MONTHS = new Counting("", false, Counting.COMMUNITY, Counting.MONTH, "true");

    private static final Counting TOUCHED_MONTHS = new Counting(
            "touched t CROSS JOIN ",
            false,
            Counting.COMMUNITY,
            "t.month::integer",
            "{member} = t.member AND {at} >= t.begins AND {at} < t.ends AND {inferred} = (t.month < 0)");

    private static final Counting GROUPS = new Counting("", true, "{group}", "0", "{group} IS NOT NULL");

    private static final Counting TOUCHED_GROUPS = new Counting(
            "touched t CROSS JOIN ", true, "t.group_id", "0", "{group} = t.group_id AND {member} = t.member");

    /** Names those for whom all is counted {@code anew} that is in the {@code batch}. */
    private static final String BATCH = """
            batch AS MATERIALIZED (SELECT * FROM :rows),
            anew AS MATERIALIZED (SELECT DISTINCT member FROM batch WHERE fact IS NULL)
            """;

    private static final String TOUCHED_MONTH = BATCH + """
            , touched AS MATERIALIZED (
                SELECT DISTINCT b.member, b.month, b.begins, b.ends FROM batch b JOIN anew ON anew.member = b.member)
            """;

    /** The quarters, years and all time of the months; summed once, however few the database believes them to be. */
    private static final String LONGER = TOUCHED_MONTH
            + """
            , longer AS MATERIALIZED (
                SELECT DISTINCT t.member, u.stretch::integer
                FROM touched t CROSS JOIN LATERAL (VALUES (%s), (%s), (0)) u(stretch)
                WHERE u.stretch = 0 OR t.month > 0)
            , summed AS MATERIALIZED (%s)
            """.formatted(
                            Calendar.quarterOf("t.month"),
                            Calendar.yearOf("t.month"),
                            Stretches.summed(
                                    "(SELECT DISTINCT member FROM touched) t JOIN $.standing s ON s.member = t.member"));

    private static final String OF_TOUCHED =
            "SELECT f.* FROM summed f JOIN longer l ON l.member = f.member AND l.stretch = f.stretch";

    /** A month in which somebody gives is the past of the next one. */
    private static final String RISES =
            """
            month AS MATERIALIZED (SELECT DISTINCT member, month FROM :rows), rise AS MATERIALIZED (
                SELECT DISTINCT t.member, v.stretch::integer
                FROM month t
                CROSS JOIN LATERAL (VALUES (t.month), (%1$s), (%2$s)) u(stretch)
                CROSS JOIN LATERAL (VALUES (u.stretch), (%3$s)) v(stretch))
            """.formatted(Calendar.quarterOf("t.month"), Calendar.yearOf("t.month"), Calendar.behind("u.stretch"));

    /** Names those in groups for whom all is counted anew, also whoever has from the same giver there what is later. */
    private static final String TOUCHED_SCOPE = """
            scoped AS MATERIALIZED (
                SELECT DISTINCT batch.member, coalesce(batch.group_id, c.group_id) AS group_id, batch.fact, batch.id
                FROM :rows LEFT JOIN $.contribution c ON c.id = batch.contribution
                WHERE coalesce(batch.group_id, c.group_id) IS NOT NULL),
            touched AS MATERIALIZED (
                SELECT member, group_id FROM scoped WHERE fact IS NULL
                UNION
                SELECT s.member, s.group_id FROM scoped s JOIN $.appreciation a ON a.id = s.id AND a.receiver = s.member
                WHERE s.fact = 'appreciation' AND NOT a.capped AND EXISTS (
                    SELECT FROM %s AND (o.time_inferred, o.given_at, o.id) > (a.time_inferred, a.given_at, a.id)))
            """.formatted(Counting.BESIDE.formatted("s.group_id"));

    private static final String COUNT_MONTHS = count(
            TOUCHED_MONTH,
            TOUCHED_MONTHS.simple(Source.SIMPLE) + " UNION ALL " + TOUCHED_MONTHS.receivedPerMonth(),
            "touched t JOIN $.standing s ON s.member = t.member AND s.scope = %s AND s.stretch = t.month AND s.board <> %d"
                    .formatted(Counting.COMMUNITY, Board.RISING.number()));

    private static final String COUNT_LONGER = count(
            LONGER,
            OF_TOUCHED,
            "longer l JOIN $.standing s ON s.member = l.member AND s.scope = %s AND s.stretch = l.stretch AND s.board <> %d"
                    .formatted(Counting.COMMUNITY, Board.RISING.number()));

    private static final String ADD_TO_MONTHS = add(BATCH + Additions.OF_MONTHS);

    private static final String COUNT_RISING = count(
            RISES,
            Stretches.rising("rise r JOIN $.standing s ON s.member = r.member AND s.stretch = r.stretch"),
            "rise r JOIN $.standing s ON s.member = r.member AND s.scope = %s AND s.stretch = r.stretch AND s.board = %d"
                    .formatted(Counting.COMMUNITY, Board.RISING.number()));

    private static final String COUNT_GROUPS = count(
            TOUCHED_SCOPE,
            TOUCHED_GROUPS.simple(Source.SIMPLE) + " UNION ALL " + TOUCHED_GROUPS.received(),
            "touched t JOIN $.standing s ON s.member = t.member AND s.scope = t.group_id");

    private static final String ADD_TO_GROUPS = add(TOUCHED_SCOPE + Additions.OF_GROUPS);

    private static final String MOVE = """
            WITH old AS MATERIALIZED (
                SELECT s.*, s.ctid AS place, %1$s AS now
                FROM (SELECT DISTINCT batch.member FROM :rows) d JOIN $.member m ON m.id = d.member
                JOIN $.standing s ON s.member = m.id AND s.left_out <> %1$s
            ), other AS (
                UPDATE $.standing s SET left_out = o.now FROM old o WHERE s.ctid = o.place
            )
            """.formatted(LeftOut.ofStretch("s.stretch")) + Histogram.change("""
                    SELECT board, scope, stretch, points, now AS left_out, 1 AS n FROM old
                    UNION ALL SELECT board, scope, stretch, points, left_out, -1 FROM old
                    """);

    private final Touched touched;

    StandingChanges(Touched touched) {
        this.touched = touched;
    }

    /** @param moved who may have come into the ranks, or gone out of them */
    void flush(Tables tables, Rows moved) {
        if (touched.isEverything()) {
            fill(tables);
            return;
        }
        if (touched.isAnythingChanged()) {
            tables.write(COUNT_MONTHS, touched.months);
            tables.write(COUNT_LONGER, touched.months);
        }
        tables.write(ADD_TO_MONTHS, touched.months);
        tables.write(COUNT_RISING, touched.gifts);
        tables.write(COUNT_GROUPS, touched.scopes);
        tables.write(ADD_TO_GROUPS, touched.scopes);
        tables.write(MOVE, moved);
    }

    private static void fill(Tables tables) {
        tables.sql("DELETE FROM $.standing").update();
        tables.sql("DELETE FROM $.histogram").update();
        insert(tables, MONTHS.simple(Source.SIMPLE));
        insert(tables, MONTHS.receivedPerMonth());
        insert(tables, Stretches.summed("$.standing s"));
        insert(tables, Stretches.ALL_RISING);
        insert(tables, GROUPS.simple(Source.SIMPLE));
        insert(tables, GROUPS.received());
        tables.sql(Histogram.fill()).update();
    }

    private static void insert(Tables tables, String counted) {
        tables.sql("""
                INSERT INTO $.standing (member, scope, stretch, board, points, volume, reached_at, part, a, b, kinds,
                                        later, left_out)
                %s
                """.formatted(ranked(counted))).update();
    }

    private static String ranked(String counted) {
        return "SELECT f.*, %s AS left_out FROM (%s) f LEFT JOIN $.member m ON m.id = f.member"
                .formatted(LEFT_OUT, counted);
    }

    /** @param kept what is there of what is counted */
    private static String count(String touched, String counted, String kept) {
        return change(touched, """
                SELECT coalesce(n.member, o.member) AS member, coalesce(n.scope, o.scope) AS scope,
                       coalesce(n.stretch, o.stretch) AS stretch, coalesce(n.board, o.board) AS board, n.points, n.volume,
                       n.reached_at, n.part, n.a, n.b, n.kinds, n.later, n.left_out,
                       o.points AS old_points, o.left_out AS old_left_out, n.member IS NOT NULL AS stands, o.place
                FROM (%1$s) n FULL JOIN (SELECT s.*, s.ctid AS place FROM %2$s) o ON %3$s
                WHERE (o.points, o.volume, o.reached_at, o.part, o.a, o.b, o.kinds, o.later, o.left_out)
                      IS DISTINCT FROM (n.points, n.volume, n.reached_at, n.part, n.a, n.b, n.kinds, n.later, n.left_out)
                """.formatted(ranked(counted), kept, KEY.formatted("n", "o")));
    }

    private static String add(String delta) {
        return change(delta, "SELECT f.*, true AS stands FROM (%s) f".formatted(ranked(Additions.SUMS)));
    }

    /** @param changes standings as they shall be, beside what they were and the place in the table where they were */
    private static String change(String touched, String changes) {
        return """
                WITH %1$s, change AS MATERIALIZED (%2$s), gone AS (
                    DELETE FROM $.standing s USING change c WHERE s.ctid = c.place AND NOT c.stands
                ), other AS (
                    UPDATE $.standing s SET points = c.points, volume = c.volume, reached_at = c.reached_at,
                        part = c.part, a = c.a, b = c.b, kinds = c.kinds, later = c.later, left_out = c.left_out
                    FROM change c WHERE s.ctid = c.place AND c.stands
                ), come AS (
                    INSERT INTO $.standing (member, scope, stretch, board, points, volume, reached_at, part, a, b, kinds,
                                            later, left_out)
                    SELECT c.member, c.scope, c.stretch, c.board, c.points, c.volume, c.reached_at, c.part, c.a, c.b, c.kinds,
                           c.later, c.left_out
                    FROM change c WHERE c.place IS NULL
                ), moved AS MATERIALIZED (
                    SELECT * FROM change
                    WHERE NOT stands OR place IS NULL OR left_out IS DISTINCT FROM old_left_out OR %3$s <> %4$s
                )
                """.formatted(touched, changes, Histogram.bucket("points"), Histogram.bucket("old_points"))
                + Histogram.change("""
                SELECT board, scope, stretch, points, left_out, 1 AS n FROM moved WHERE stands
                UNION ALL SELECT board, scope, stretch, old_points, old_left_out, -1 FROM moved WHERE place IS NOT NULL
                """);
    }
}
