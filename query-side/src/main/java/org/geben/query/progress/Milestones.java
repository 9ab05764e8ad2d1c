package org.geben.query.progress;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;
import org.geben.query.progress.GetProgress.Milestone;

/**
 * The n-th of what a member does and gets, by when it happened. Counted is what is visible and stands, between people;
 * thanks are appreciations of any kind but a rating, which judges, and at a known time.
 */
final class Milestones {
    private static final String NUMBERS = "1, 10, 50, 100";
    private static final int MOST = 100;
    private static final List<Integer> YEARS = List.of(1, 2, 5, 10, 20);

    private static final String CONTRIBUTIONS = """
            SELECT published_at AS at, id, id AS contribution, NULL::uuid AS appreciation
            FROM $.contribution WHERE author = :member AND NOT withdrawn AND NOT hidden""";

    private static final String ANSWERS = CONTRIBUTIONS + " AND kind = 'ANSWER' AND answered IS NOT NULL";

    private static final String ACCEPTED = """
            SELECT q.accepted_at AS at, a.id, a.id AS contribution, NULL::uuid AS appreciation
            FROM $.contribution a JOIN $.contribution q ON q.accepted_answer = a.id
            WHERE a.author = :member AND a.answered IS NOT NULL AND NOT a.withdrawn AND NOT a.hidden
              AND NOT q.withdrawn AND NOT q.hidden""";

    private static final String THANKS = """
            SELECT a.given_at AS at, a.id, a.contribution, a.id AS appreciation
            FROM $.appreciation a LEFT JOIN $.member o ON o.id = a.%s
            WHERE a.%s = :member AND NOT a.time_inferred AND a.kind <> 'RATING' AND NOT coalesce(o.automated, false)""";

    private static final String WELCOMES = """
            SELECT welcomed_at AS at, id, NULL::uuid AS contribution, NULL::uuid AS appreciation
            FROM $.member WHERE welcomed_by = :member""";

    private static final String ALL = Stream.of(
                    nth("CONTRIBUTION", CONTRIBUTIONS),
                    nth("ANSWER", ANSWERS),
                    nth("ACCEPTED_ANSWER", ACCEPTED),
                    nth("THANKS_GIVEN", THANKS.formatted("receiver", "giver")),
                    nth("THANKS_RECEIVED", THANKS.formatted("giver", "receiver")),
                    nth("WELCOME", WELCOMES))
            .collect(joining(" UNION ALL "));

    private Milestones() {}

    private static String nth(String name, String facts) {
        return """
                (SELECT '%s' AS name, number, at, contribution, appreciation
                 FROM (SELECT row_number() OVER (ORDER BY at, id) AS number, first.*
                       FROM (%s ORDER BY at, id LIMIT %d) first) numbered
                 WHERE number IN (%s))
                """.formatted(name, facts, MOST, NUMBERS);
    }

    /** The earliest first; anniversaries as the calendar of the query's zone has them. */
    static List<Milestone> of(Reading reading, GetProgress query, Instant joinedAt) {
        List<Milestone> milestones = new ArrayList<>(reading.sql(ALL)
                .param("member", query.member())
                .query(Milestones::of)
                .list());
        for (int years : YEARS) {
            Instant anniversary = joinedAt.atZone(query.zone()).plusYears(years).toInstant();
            if (!anniversary.isAfter(query.now())) {
                milestones.add(new Milestone("ANNIVERSARY", years, anniversary, null, null));
            }
        }
        milestones.sort(Comparator.comparing(Milestone::reachedAt)
                .thenComparing(Milestone::name)
                .thenComparing(Milestone::number));
        return milestones;
    }

    private static Milestone of(ResultSet row, int n) throws SQLException {
        return new Milestone(
                row.getString("name"),
                row.getLong("number"),
                Columns.time(row, "at"),
                Columns.optionalId(row, "contribution"),
                Columns.optionalId(row, "appreciation"));
    }
}
