package org.geben.query.leaderboard;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.query.Columns;
import org.geben.query.leaderboard.GetLeaderboard.Member;
import org.geben.query.leaderboard.GetLeaderboard.Parts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What a member has on a board, in millionths of points. Whoever has more, or reached it earlier, stands before another.
 *
 * @param leftOut why the member is not on the board, 0 for who is
 */
record Standing(
        Member member,
        long points,
        long volume,
        Instant reachedAt,
        long part,
        long a,
        long b,
        Map<String, Long> kinds,
        int leftOut) {
    /** Who does not want to be named keeps a rank. */
    static final int OPTED_OUT = 3;

    /** The place {@code p} that the parameters name. */
    static final String PLACE = """
            SELECT CAST(:points AS bigint) AS points, CAST(:volume AS bigint) AS volume,
                   CAST(:reached AS timestamptz) AS reached_at, CAST(:member AS uuid) AS member
            """;

    /** One row without columns. */
    private static final String NOTHING = "SELECT";

    static final String BEST_FIRST = " ORDER BY s.points DESC, s.volume DESC, s.reached_at, s.member ";

    static final String WORST_FIRST = " ORDER BY s.points, s.volume, s.reached_at DESC, s.member DESC ";

    /** Those behind a place {@code p}, in parts of which each begins at one place of the index. */
    static final List<String> BEHIND = List.of(
            " AND s.points = p.points AND s.volume = p.volume AND (s.reached_at, s.member) > (p.reached_at, p.member)",
            " AND s.points = p.points AND s.volume < p.volume",
            " AND s.points < p.points");

    static final String HIGHER = " AND s.points > p.points";
    static final String MORE = " AND s.points = p.points AND s.volume > p.volume";
    static final String EARLIER =
            " AND s.points = p.points AND s.volume = p.volume AND (s.reached_at, s.member) < (p.reached_at, p.member)";

    /** Those before it. */
    static final List<String> BEFORE = List.of(EARLIER, MORE, HIGHER);

    /** Some of them, the best first, with their names. */
    static String told(String some) {
        return told(some, NOTHING);
    }

    /** @param beside a query of which the one row, if any, is told with each of them */
    static String told(String some, String beside) {
        return """
                SELECT s.member, coalesce(m.handle, '') AS handle, coalesce(m.name, '') AS name, s.points, s.volume,
                       s.reached_at, s.part, s.a, s.b, s.kinds, s.left_out, beside.*
                FROM %s s LEFT JOIN $.member m ON m.id = s.member LEFT JOIN (%s) beside ON true
                """.formatted(some, beside) + BEST_FIRST;
    }

    static Standing of(ResultSet row, int n) throws SQLException {
        return new Standing(
                new Member(Columns.id(row, "member"), row.getString("handle"), row.getString("name")),
                row.getLong("points"),
                row.getLong("volume"),
                Columns.time(row, "reached_at"),
                row.getLong("part"),
                row.getLong("a"),
                row.getLong("b"),
                kinds(row.getArray("kinds")),
                row.getInt("left_out"));
    }

    private static Map<String, Long> kinds(@Nullable Array counts) throws SQLException {
        Map<String, Long> kinds = new TreeMap<>();
        if (counts != null) {
            Integer[] numbers = (Integer[]) counts.getArray();
            for (AppreciationKind kind : AppreciationKind.values()) {
                if (numbers[kind.ordinal()] > 0) {
                    kinds.put(kind.name(), Long.valueOf(numbers[kind.ordinal()]));
                }
            }
        }
        return kinds;
    }

    /** Binds its place in the order, as {@link #PLACE} takes it. */
    StatementSpec bound(StatementSpec statement) {
        return statement
                .param("points", points)
                .param("volume", volume)
                .param("reached", Columns.parameter(reachedAt))
                .param("member", member.id());
    }

    /** In SQL: whether one who is left out so has a rank. */
    static String isRanked(String leftOut) {
        return "%s IN (0, %d)".formatted(leftOut, OPTED_OUT);
    }

    /** Whether everyone may see it. */
    boolean isShown() {
        return leftOut == 0;
    }

    boolean hasScoreOf(Standing other) {
        return points == other.points && volume == other.volume;
    }

    Parts parts(Board board) {
        return switch (board) {
            case GIVING -> new Parts.Giving(a, b);
            case APPRECIATED -> new Parts.Appreciated(a, volume, kinds, b);
            case CONTRIBUTING -> new Parts.Contributing(a, b);
            case HELPING -> new Parts.Helping(a, b);
            case WELCOMING -> new Parts.Welcoming(a);
            case RISING -> new Parts.Rising(Score.of(a), Score.of(b));
        };
    }

    Map<String, BigDecimal> points(Board board) {
        Map<String, BigDecimal> told = new LinkedHashMap<>();
        told.put(board.part(), Score.of(part));
        if (!board.other().isEmpty()) {
            told.put(board.other(), Score.of(points - part));
        }
        return told;
    }
}
