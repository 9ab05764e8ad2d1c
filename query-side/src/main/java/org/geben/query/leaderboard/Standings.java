package org.geben.query.leaderboard;

import java.util.List;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Everyone who has earned something on a board in a window, as a relation named {@code s}: those that are kept, or counted
 * from the facts.
 *
 * @param group absent for the community
 * @param calendar in which standings are kept
 */
record Standings(Board board, Span span, @Nullable UUID group, Calendar calendar) {
    private static final UUID COMMUNITY = new UUID(0, 0);
    private static final String WITHIN = "{at} >= :from AND {at} < :to AND NOT {inferred}";
    private static final String EARLIER = "{at} >= :earlier AND {at} < :from AND NOT {inferred}";

    Standings {
        if (board == Board.RISING && span.range() == null) {
            throw Refusal.badRequest(
                    "WINDOW_WITHOUT_PAST", "Nothing was before all time: ask who rises in a window.", "window");
        }
    }

    boolean areKept() {
        return group == null ? calendar.keeps(span) : span.window() == Window.ALL;
    }

    /** The beginning of a statement, to which {@link #bound} gives its parameters. */
    String with() {
        // What is counted is counted once; and only of one member where that is all that a statement asks for.
        return "WITH s AS %s (%s) ".formatted(areKept() ? "NOT MATERIALIZED" : "", relation());
    }

    String relation() {
        if (areKept()) {
            return """
                    SELECT member, points, volume, reached_at, part, a, b, kinds, left_out FROM $.standing
                    WHERE board = %d AND scope = :scope AND stretch = :stretch AND left_out IS NOT NULL
                    """.formatted(board.number());
        }
        return """
                SELECT f.member, f.points, f.volume, f.reached_at, f.part, f.a, f.b, f.kinds, %s AS left_out
                FROM (%s) f LEFT JOIN $.member m ON m.id = f.member WHERE f.points > 0 OR f.volume > 0
                """.formatted(LeftOut.until(":to"), board == Board.RISING ? rising() : counted());
    }

    private String counted() {
        Counting counting = counting(WITHIN);
        return board == Board.APPRECIATED ? counting.received() : counting.simple(Source.of(board));
    }

    private String rising() {
        List<Source> giving = Source.of(Board.GIVING);
        return """
                SELECT n.member, n.points - coalesce(p.points, 0) AS points, 0::bigint AS volume, n.reached_at,
                       n.points - coalesce(p.points, 0) AS part, n.points AS a, coalesce(p.points, 0) AS b,
                       NULL::integer[] AS kinds
                FROM (%s) n LEFT JOIN (%s) p ON p.member = n.member WHERE n.points > coalesce(p.points, 0)
                """.formatted(counting(WITHIN).simple(giving), counting(EARLIER).simple(giving));
    }

    /** What happened in the window. */
    Counting counting() {
        return counting(WITHIN);
    }

    /** What happened in the stretch before. */
    Counting countingEarlier() {
        return counting(EARLIER);
    }

    private Counting counting(String when) {
        String inGroup = group == null ? "true" : "{group} = :scope";
        String inWindow = span.range() == null ? "true" : when;
        return new Counting("", group != null, Counting.COMMUNITY, "0", inGroup + " AND " + inWindow);
    }

    /** Binds the parameters that the relation has, and those with which its histogram is read. */
    StatementSpec bound(StatementSpec statement) {
        StatementSpec bound = statement.param("scope", group == null ? COMMUNITY : group);
        Window.Range range = span.range();
        if (range != null) {
            bound = bound.param("from", Columns.parameter(range.from()))
                    .param("to", Columns.parameter(range.to()))
                    .param("earlier", Columns.parameter(span.earlier()));
        }
        return areKept() ? bound.param("stretch", calendar.stretch(span.window(), span.at())) : bound;
    }
}
