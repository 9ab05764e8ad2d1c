package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.util.stream.IntStream;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/**
 * What is kept of the boards: standings, counted anew from the facts for whom a batch has touched, and how they are
 * distributed. Nothing is added to what is there, so what is taken back, comes late or is weighed anew needs no rules of its
 * own. A month is counted from its facts; quarters, years and all time from their months; a group's from its facts.
 */
final class StandingChanges {
    private static final String KEY =
            "%1$s.member = %2$s.member AND %1$s.scope = %2$s.scope AND %1$s.stretch = %2$s.stretch AND %1$s.board = %2$s.board";

    private static final String MONTH_ONLY = "(s.stretch < 0 OR s.stretch % 100 BETWEEN 1 AND 12)";

    private static final Counting MONTHS = new Counting(
            "",
            false,
            Counting.COMMUNITY,
            "(CASE WHEN {inferred} THEN -({day} / 100) ELSE {day} / 100 END)::integer",
            "true");

    private static final Counting TOUCHED_MONTHS = new Counting(
            "touched t CROSS JOIN ",
            false,
            Counting.COMMUNITY,
            "t.month::integer",
            "{member} = t.member AND {at} >= t.begins AND {at} < t.ends AND {inferred} = (t.month < 0)");

    private static final Counting GROUPS = new Counting("", true, "{group}", "0", "{group} IS NOT NULL");

    private static final Counting TOUCHED_GROUPS = new Counting(
            "touched t CROSS JOIN ", true, "t.group_id", "0", "{group} = t.group_id AND {member} = t.member");

    private static final String TOUCHED_MONTH =
            "touched AS MATERIALIZED (SELECT DISTINCT member, month, begins, ends FROM :rows)";

    /** The quarters, years and all time of the months. */
    private static final String LONGER =
            TOUCHED_MONTH + """
            , longer AS MATERIALIZED (
                SELECT DISTINCT t.member, u.stretch::integer
                FROM touched t CROSS JOIN LATERAL (VALUES (%s), (%s), (0)) u(stretch)
                WHERE u.stretch = 0 OR t.month > 0)
            """.formatted(Calendar.quarterOf("t.month"), Calendar.yearOf("t.month"));

    private static final String OF_TOUCHED =
            """
            SELECT f.* FROM (%s) f JOIN longer l ON l.member = f.member AND l.stretch = f.stretch
            """.formatted(summed("(SELECT DISTINCT member FROM touched) t JOIN $.standing s ON s.member = t.member"));

    /** From months to longer stretches by one sort. A distinct giver of a month is not always one more of its quarter. */
    private static String summed(String months) {
        return """
                SELECT s.member, s.scope,
                       CASE GROUPING(s.year, s.quarter) WHEN 0 THEN s.quarter WHEN 1 THEN s.year ELSE 0 END AS stretch,
                       s.board, (sum(s.points - s.part) + %1$s)::bigint AS points, sum(s.volume)::bigint AS volume,
                       coalesce(max(s.reached_at) FILTER (WHERE s.points > 0 OR s.volume > 0), max(s.reached_at))
                           AS reached_at,
                       (%1$s)::bigint AS part, (%2$s)::bigint AS a, sum(s.b)::bigint AS b,
                       CASE WHEN s.board = %3$d THEN ARRAY[%4$s]::integer[] END AS kinds, NULL::bigint[] AS later
                FROM (SELECT s.*, CASE WHEN s.stretch > 0 THEN %5$s END AS year,
                             CASE WHEN s.stretch > 0 THEN %6$s END AS quarter
                      FROM %7$s WHERE s.scope = %8$s AND s.board <> %9$d AND %10$s) s
                GROUP BY s.member, s.scope, s.board, ROLLUP (s.year, s.quarter)
                HAVING s.year IS NOT NULL OR GROUPING(s.year) = 1
                """.formatted(
                        ofStretch("coalesce(s.later[%d], s.part)", 1),
                        ofStretch("coalesce(s.later[%d], s.a)", 4),
                        Board.APPRECIATED.number(),
                        IntStream.rangeClosed(1, AppreciationKind.values().length)
                                .mapToObj("sum(s.kinds[%d])"::formatted)
                                .collect(joining(", ")),
                        Calendar.yearOf("s.stretch"),
                        Calendar.quarterOf("s.stretch"),
                        months,
                        Counting.COMMUNITY,
                        Board.RISING.number(),
                        MONTH_ONLY);
    }

    /** @param first where a month says what it adds to its quarter; its year and all time come behind that */
    private static String ofStretch(String added, int first) {
        return "CASE GROUPING(s.year, s.quarter) WHEN 0 THEN sum(%s) WHEN 1 THEN sum(%s) ELSE sum(%s) END"
                .formatted(added.formatted(first), added.formatted(first + 1), added.formatted(first + 2));
    }

    /** By one sort: a join of the standings with themselves would be planned without knowing how many there are. */
    private static final String ALL_RISING = """
            SELECT member, scope, stretch, %1$d::smallint AS board, points - before AS points, 0::bigint AS volume, reached_at,
                   points - before AS part, points AS a, before AS b, NULL::integer[] AS kinds, NULL::bigint[] AS later
            FROM (SELECT s.*, CASE WHEN lag(s.stretch) OVER past = %2$s THEN lag(s.points) OVER past ELSE 0 END AS before
                  FROM $.standing s WHERE s.board = %3$d AND s.stretch > 0 AND s.scope = %4$s
                  WINDOW past AS (PARTITION BY s.member, CASE WHEN s.stretch %% 100 = 0 THEN 2
                                                              WHEN s.stretch %% 100 > 20 THEN 1 ELSE 0 END
                                  ORDER BY s.stretch)) s
            WHERE points > before
            """.formatted(
                    Board.RISING.number(), Calendar.before("s.stretch"), Board.GIVING.number(), Counting.COMMUNITY);

    private static String rising(String standings) {
        return """
                SELECT s.member, s.scope, s.stretch, %1$d::smallint AS board,
                       s.points - coalesce(p.points, 0) AS points, 0::bigint AS volume, s.reached_at,
                       s.points - coalesce(p.points, 0) AS part, s.points AS a, coalesce(p.points, 0) AS b,
                       NULL::integer[] AS kinds, NULL::bigint[] AS later
                FROM %2$s
                LEFT JOIN $.standing p ON p.member = s.member AND p.scope = s.scope AND p.board = s.board
                    AND p.stretch = %3$s
                WHERE s.board = %4$d AND s.stretch > 0 AND s.scope = %5$s AND s.points > coalesce(p.points, 0)
                """.formatted(
                        Board.RISING.number(),
                        standings,
                        Calendar.before("s.stretch"),
                        Board.GIVING.number(),
                        Counting.COMMUNITY);
    }

    /** A month that changes is the past of the next one. */
    private static final String RISES =
            """
            touched AS MATERIALIZED (SELECT DISTINCT member, month FROM :rows WHERE month > 0), rise AS MATERIALIZED (
                SELECT DISTINCT t.member, v.stretch::integer
                FROM touched t
                CROSS JOIN LATERAL (VALUES (t.month), (%1$s), (%2$s)) u(stretch)
                CROSS JOIN LATERAL (VALUES (u.stretch), (%3$s)) v(stretch))
            """.formatted(Calendar.quarterOf("t.month"), Calendar.yearOf("t.month"), Calendar.behind("u.stretch"));

    private static final String TOUCHED_SCOPE = """
            touched AS MATERIALIZED (
                SELECT DISTINCT batch.member, coalesce(batch.group_id, c.group_id) AS group_id
                FROM :rows LEFT JOIN $.contribution c ON c.id = batch.contribution
                WHERE coalesce(batch.group_id, c.group_id) IS NOT NULL)
            """;

    private final Touched touched;

    StandingChanges(Touched touched) {
        this.touched = touched;
    }

    /** @param moved who may have come into the ranks, or gone out of them */
    void flush(Tables tables, Rows moved) {
        if (touched.isEverything()) {
            fill(tables);
        } else {
            change(
                    tables,
                    touched.months,
                    TOUCHED_MONTH,
                    TOUCHED_MONTHS.simple(Source.SIMPLE) + " UNION ALL " + TOUCHED_MONTHS.receivedPerMonth(),
                    "touched t JOIN $.standing s ON s.member = t.member AND s.scope = %s AND s.stretch = t.month AND s.board <> %d"
                            .formatted(Counting.COMMUNITY, Board.RISING.number()));
            change(
                    tables,
                    touched.months,
                    LONGER,
                    OF_TOUCHED,
                    "longer l JOIN $.standing s ON s.member = l.member AND s.scope = %s AND s.stretch = l.stretch AND s.board <> %d"
                            .formatted(Counting.COMMUNITY, Board.RISING.number()));
            change(
                    tables,
                    touched.months,
                    RISES,
                    rising("rise r JOIN $.standing s ON s.member = r.member AND s.stretch = r.stretch"),
                    "rise r JOIN $.standing s ON s.member = r.member AND s.scope = %s AND s.stretch = r.stretch AND s.board = %d"
                            .formatted(Counting.COMMUNITY, Board.RISING.number()));
            change(
                    tables,
                    touched.scopes,
                    TOUCHED_SCOPE,
                    TOUCHED_GROUPS.simple(Source.SIMPLE) + " UNION ALL " + TOUCHED_GROUPS.received(),
                    "touched t JOIN $.standing s ON s.member = t.member AND s.scope = t.group_id");
            move(tables, moved);
        }
    }

    private static void fill(Tables tables) {
        tables.sql("DELETE FROM $.standing").update();
        tables.sql("DELETE FROM $.histogram").update();
        insert(tables, MONTHS.simple(Source.SIMPLE));
        insert(tables, MONTHS.receivedPerMonth());
        insert(tables, summed("$.standing s"));
        insert(tables, ALL_RISING);
        insert(tables, GROUPS.simple(Source.SIMPLE));
        insert(tables, GROUPS.received());
        tables.sql(Histogram.fill()).update();
    }

    private static void insert(Tables tables, String counted) {
        tables.sql("""
                INSERT INTO $.standing (member, scope, stretch, board, points, volume, reached_at, part, a, b, kinds,
                                        later, left_out)
                SELECT f.*, %s FROM (%s) f LEFT JOIN $.member m ON m.id = f.member
                """.formatted(LEFT_OUT, counted)).update();
    }

    /** One who is not known, because an event waits, is as good as gone. */
    private static final String LEFT_OUT =
            "CASE WHEN f.stretch >= 0 AND (f.points > 0 OR f.volume > 0) THEN coalesce(m.left_out, 2) END";

    private static void change(Tables tables, Rows rows, String touched, String counted, String kept) {
        tables.write(
                """
                WITH %1$s, now AS MATERIALIZED (
                    SELECT f.*, %2$s AS left_out FROM (%3$s) f LEFT JOIN $.member m ON m.id = f.member
                ), old AS MATERIALIZED (
                    SELECT s.* FROM %4$s
                ), gone AS (
                    DELETE FROM $.standing s USING old o
                    WHERE %5$s AND NOT EXISTS (SELECT FROM now n WHERE %6$s)
                ), other AS (
                    UPDATE $.standing s SET points = n.points, volume = n.volume, reached_at = n.reached_at,
                        part = n.part, a = n.a, b = n.b, kinds = n.kinds, later = n.later, left_out = n.left_out
                    FROM now n JOIN old o ON %6$s
                    WHERE %7$s
                      AND (o.points, o.volume, o.reached_at, o.part, o.a, o.b, o.kinds, o.later, o.left_out)
                          IS DISTINCT FROM
                          (n.points, n.volume, n.reached_at, n.part, n.a, n.b, n.kinds, n.later, n.left_out)
                ), come AS (
                    INSERT INTO $.standing (member, scope, stretch, board, points, volume, reached_at, part, a, b, kinds,
                                            later, left_out)
                    SELECT n.* FROM now n WHERE NOT EXISTS (SELECT FROM old o WHERE %6$s)
                )
                """.formatted(
                                        touched,
                                        LEFT_OUT,
                                        counted,
                                        kept,
                                        KEY.formatted("s", "o"),
                                        KEY.formatted("n", "o"),
                                        KEY.formatted("s", "n"))
                        + Histogram.change("""
                        SELECT board, scope, stretch, points, left_out, 1 AS n FROM now
                        UNION ALL SELECT board, scope, stretch, points, left_out, -1 FROM old
                        """),
                rows);
    }

    private static void move(Tables tables, Rows moved) {
        tables.write("""
                WITH old AS MATERIALIZED (
                    SELECT s.*, m.left_out AS now
                    FROM (SELECT DISTINCT batch.member FROM :rows) d JOIN $.member m ON m.id = d.member
                    JOIN $.standing s ON s.member = m.id AND s.left_out <> m.left_out
                ), other AS (
                    UPDATE $.standing s SET left_out = o.now FROM old o WHERE %s
                )
                """.formatted(KEY.formatted("s", "o")) + Histogram.change("""
                        SELECT board, scope, stretch, points, now AS left_out, 1 AS n FROM old
                        UNION ALL SELECT board, scope, stretch, points, left_out, -1 FROM old
                        """), moved);
    }
}
