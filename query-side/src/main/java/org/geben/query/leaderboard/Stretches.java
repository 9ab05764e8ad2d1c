package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.util.stream.IntStream;
import org.geben.kernel.appreciation.AppreciationKind;

/** How quarters, years and all time follow from months, and who rises from a stretch to the next, in SQL. */
final class Stretches {
    private static final String MONTH_ONLY = "(s.stretch < 0 OR s.stretch % 100 BETWEEN 1 AND 12)";

    /** From months to longer stretches by one sort. A distinct giver of a month is not always one more of its quarter. */
    static String summed(String months) {
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
    static final String ALL_RISING = """
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

    static String rising(String standings) {
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

    private Stretches() {}
}
