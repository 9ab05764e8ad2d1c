package org.geben.query.leaderboard;

import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;
import org.geben.query.leaderboard.GetLeaderboard.Excluded;
import org.geben.query.leaderboard.Ranking.Totals;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Counts what earned nobody points. */
final class Exclusions {
    private Exclusions() {}

    static Excluded of(Reading reading, Board board, Span span, @Nullable UUID group, Totals totals) {
        boolean giving = board == Board.GIVING || board == Board.RISING;
        boolean appreciations = giving || board == Board.APPRECIATED;
        boolean all = span.range() == null;
        String timed = all ? "" : " AND NOT f.time_inferred";
        return new Excluded(
                totals.automated(),
                totals.left(),
                totals.optedOut(),
                totals.excused(),
                giving
                        ? contributions(reading, span, group, "f.answers_program AND NOT f.withdrawn AND NOT f.hidden")
                        : 0,
                appreciations ? appreciations(reading, span, group, "f.automated") : 0,
                appreciations && !all ? appreciations(reading, span, group, "f.time_inferred AND NOT f.automated") : 0,
                giving ? appreciations(reading, span, group, "f.giver IS NULL AND NOT f.automated" + timed) : 0);
    }

    private static long contributions(Reading reading, Span span, @Nullable UUID group, String which) {
        String facts = "$.contribution f WHERE " + which + (group == null ? "" : " AND f.group_id = :group");
        return count(reading, span, group, facts, "f.published_at");
    }

    private static long appreciations(Reading reading, Span span, @Nullable UUID group, String which) {
        String facts = group == null
                ? "$.appreciation f WHERE " + which
                : "$.contribution g JOIN $.appreciation f ON f.contribution = g.id WHERE g.group_id = :group AND "
                        + which;
        return count(reading, span, group, facts, "f.given_at");
    }

    private static long count(Reading reading, Span span, @Nullable UUID group, String facts, String time) {
        Window.Range range = span.range();
        String inWindow = range == null ? "" : " AND %1$s >= :from AND %1$s < :to".formatted(time);
        StatementSpec statement = reading.sql("SELECT count(*) FROM " + facts + inWindow);
        if (range != null) {
            statement =
                    statement.param("from", Columns.parameter(range.from())).param("to", Columns.parameter(range.to()));
        }
        return (group == null ? statement : statement.param("group", group))
                .query(Long.class)
                .single();
    }
}
