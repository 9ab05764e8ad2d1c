package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.geben.kernel.appreciation.AppreciationKind;

/**
 * What new facts add to the standings that are kept, in SQL: to a month what each of them is worth, and to quarters, years,
 * all time and groups the same way, so that it costs the same however much a member has done before. Facts of those for
 * whom anything is counted anew are counted there.
 */
final class Additions {
    /** An acceptance may take the place of another one: after it, all is counted anew. */
    private static final List<Source> SOURCES = Source.SIMPLE.stream()
            .filter(source -> source.of() != FactTable.ACCEPTANCE)
            .toList();

    private static final Counting MONTHS = new Counting(
            "added t CROSS JOIN ", false, Counting.COMMUNITY, Counting.MONTH, "{member} = t.member AND " + added());

    private static final Counting GROUPS = new Counting(
            "added t CROSS JOIN ",
            true,
            "t.group_id",
            "0",
            "{group} = t.group_id AND {member} = t.member AND " + added());

    /** Names {@code delta}, what the {@code batch} adds for the community. */
    static final String OF_MONTHS =
            """
            , added AS MATERIALIZED (
                SELECT DISTINCT b.member, b.fact, b.id FROM batch b
                WHERE b.fact IS NOT NULL AND NOT EXISTS (SELECT FROM anew WHERE anew.member = b.member)
            ), month AS MATERIALIZED (%s UNION ALL %s
            ), delta AS MATERIALIZED (SELECT * FROM month UNION ALL %s)
            """.formatted(MONTHS.simple(SOURCES), MONTHS.receivedPerMonth(), Stretches.summed("month s"));

    /** Names {@code delta}, what is added in groups. */
    static final String OF_GROUPS = """
            , added AS MATERIALIZED (
                SELECT s.member, s.group_id, s.fact, s.id FROM scoped s
                WHERE s.fact IS NOT NULL
                  AND NOT EXISTS (SELECT FROM touched t WHERE t.member = s.member AND t.group_id = s.group_id)
            ), delta AS MATERIALIZED (%s UNION ALL %s)
            """.formatted(GROUPS.simple(SOURCES), GROUPS.newlyReceived());

    /** What they have then, beside what they had. Facts that are worth nothing have the last word only among themselves. */
    static final String SUMS = """
            SELECT d.member, d.scope, d.stretch, d.board, %s, %s,
                   CASE WHEN (d.points > 0 OR d.volume > 0) = (o.points > 0 OR o.volume > 0)
                             THEN greatest(o.reached_at, d.reached_at)
                        WHEN o.member IS NULL OR d.points > 0 OR d.volume > 0 THEN d.reached_at
                        ELSE o.reached_at END AS reached_at,
                   %s, %s, %s, %s, %s, o.points AS old_points, o.left_out AS old_left_out, o.ctid AS place
            FROM delta d LEFT JOIN $.standing o ON %s
            """.formatted(
                    sum("points"),
                    sum("volume"),
                    sum("part"),
                    sum("a"),
                    sum("b"),
                    sums("kinds", AppreciationKind.values().length, "integer"),
                    sums("later", Counting.LATER_STRETCHES * 2, "bigint"),
                    StandingChanges.KEY.formatted("o", "d"));

    private Additions() {}

    private static String added() {
        return "{id} = t.id AND t.fact = '{table}'";
    }

    private static String sum(String column) {
        return "coalesce(o.%1$s, 0) + d.%1$s AS %1$s".formatted(column);
    }

    private static String sums(String column, int length, String type) {
        return IntStream.rangeClosed(1, length)
                .mapToObj("coalesce(o.%1$s[%%1$d], 0) + d.%1$s[%%1$d]".formatted(column)::formatted)
                .collect(joining(
                        ", ",
                        "CASE WHEN d.%s IS NOT NULL THEN ARRAY[".formatted(column),
                        "]::%s[] END AS %s".formatted(type, column)));
    }
}
