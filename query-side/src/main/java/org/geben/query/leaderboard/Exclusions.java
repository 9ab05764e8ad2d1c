package org.geben.query.leaderboard;

import java.util.EnumMap;
import java.util.Map;
import org.geben.query.generation.Reading;
import org.geben.query.leaderboard.GetLeaderboard.Excluded;
import org.geben.query.leaderboard.Ranking.Totals;
import org.geben.query.leaderboard.Uncounted.Reason;

/** Counts what earned nobody points: by the months of the community's calendar, or from the facts in other windows. */
final class Exclusions {
    private static final String BY_MONTH =
            """
            SELECT u.reason, sum(u.facts)::bigint AS n FROM $.uncounted u
            WHERE :stretch IN (%d, u.month, %s, %s) GROUP BY 1
            """.formatted(Calendar.ALL, Calendar.quarterOf("u.month"), Calendar.yearOf("u.month"));

    private static final String REPLIES = """
            SELECT 'REPLY_TO_PROGRAM' AS reason, count(*) AS n FROM $.contribution c
            WHERE c.answers_program AND NOT c.withdrawn AND NOT c.hidden AND %s
            """;

    private static final String APPRECIATIONS = """
            SELECT 'AUTOMATED' AS reason, count(*) AS n FROM %1$s WHERE a.automated AND %2$s
            UNION ALL
            SELECT CASE WHEN a.giver IS NULL THEN 'TIME_INFERRED_GIVER_UNKNOWN' ELSE 'TIME_INFERRED' END, count(*)
            FROM %1$s WHERE a.time_inferred AND NOT a.automated AND %2$s GROUP BY 1
            """;

    private static final String OF_UNKNOWN_GIVERS = """
            SELECT 'GIVER_UNKNOWN', count(*)
            FROM %1$s WHERE a.giver IS NULL AND NOT a.automated AND NOT a.time_inferred AND %2$s
            """;

    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);

    private Exclusions() {}

    static Excluded of(Reading reading, Standings standings, Totals totals) {
        Exclusions exclusions = new Exclusions();
        exclusions.count(reading, standings);
        return exclusions.told(standings, totals);
    }

    private void count(Reading reading, Standings standings) {
        if (!isOfGiving(standings.board()) && standings.board() != Board.APPRECIATED) {
            return;
        }
        boolean keptByMonth = standings.areKept() && standings.group() == null;
        standings
                .bound(reading.sql(keptByMonth ? BY_MONTH : counted(standings)))
                .query(row -> {
                    counts.put(Reason.valueOf(row.getString("reason")), row.getLong("n"));
                });
    }

    private static String counted(Standings standings) {
        String inGroup = standings.group() == null ? "true" : "%s.group_id = :scope";
        String inWindow = standings.span().range() == null ? "true" : "%1$s >= :from AND %1$s < :to";
        String replies = inGroup.formatted("c") + " AND " + inWindow.formatted("c.published_at");
        String appreciations = inGroup.formatted("c") + " AND " + inWindow.formatted("a.given_at");
        String from = standings.group() == null
                ? "$.appreciation a"
                : "$.contribution c JOIN $.appreciation a ON a.contribution = c.id";
        String all = APPRECIATIONS.formatted(from, appreciations);
        return isOfGiving(standings.board())
                ? REPLIES.formatted(replies) + " UNION ALL " + all + " UNION ALL "
                        + OF_UNKNOWN_GIVERS.formatted(from, appreciations)
                : all;
    }

    private Excluded told(Standings standings, Totals totals) {
        Board board = standings.board();
        boolean giving = isOfGiving(board);
        boolean appreciations = giving || board == Board.APPRECIATED;
        boolean all = standings.span().range() == null;
        long unknownGivers = n(Reason.GIVER_UNKNOWN) + (all ? n(Reason.TIME_INFERRED_GIVER_UNKNOWN) : 0);
        return new Excluded(
                totals.automated(),
                totals.left(),
                totals.optedOut(),
                totals.excused(),
                giving ? n(Reason.REPLY_TO_PROGRAM) : 0,
                appreciations ? n(Reason.AUTOMATED) : 0,
                appreciations && !all ? n(Reason.TIME_INFERRED) + n(Reason.TIME_INFERRED_GIVER_UNKNOWN) : 0,
                giving ? unknownGivers : 0);
    }

    private static boolean isOfGiving(Board board) {
        return board == Board.GIVING || board == Board.RISING;
    }

    private long n(Reason reason) {
        return counts.getOrDefault(reason, 0L);
    }
}
