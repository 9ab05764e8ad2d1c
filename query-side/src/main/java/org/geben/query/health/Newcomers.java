package org.geben.query.health;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geben.query.Columns;

/**
 * Whether those who are new find their way. A first contribution is a member's first of all that can be seen, wherever
 * it was made; it counts in the group in which it was. A response is a reply to it, or anywhere in the thread that it
 * opened, by another member who is no program, at most seven days later. Of those who joined in the window those are left
 * out whose thirty days are not over; a day is 24 hours. Who was trained among them is told by months of which all are over,
 * so that no two answers differ by one of them.
 */
final class Newcomers {
    static final String THIRTY_DAYS = "interval '720 hours'";

    private static final String FIRST_CONTRIBUTIONS = """
            WITH reply AS NOT MATERIALIZED (
                SELECT r.id, r.author, r.in_reply_to, r.root, r.published_at
                FROM $.contribution r LEFT JOIN $.member by ON by.id = r.author
                WHERE NOT r.withdrawn AND NOT r.hidden AND r.in_reply_to IS NOT NULL AND by.automated IS NOT TRUE)
            SELECT count(*) AS made,
                   count(*) FILTER (WHERE EXISTS (
                           SELECT 1 FROM reply r WHERE r.in_reply_to = c.id AND r.author <> c.author
                             AND r.published_at <= c.published_at + interval '168 hours')
                       OR EXISTS (
                           SELECT 1 FROM reply r WHERE r.root = c.id AND r.author <> c.author
                             AND r.published_at <= c.published_at + interval '168 hours')) AS answered
            FROM $.member m JOIN $.contribution c ON c.id = m.first_contribution
            WHERE m.first_at >= :from AND m.first_at < :to AND m.present AND NOT m.automated
              AND {contribution in scope}
            """;

    private static final String JOINED = """
            SELECT m.joined_at + %1$s <= :now AS over,
                   EXISTS (SELECT 1 FROM $.completion k WHERE k.member = m.id
                           AND k.completed_at < m.joined_at + %1$s) AS trained,
                   count(*) AS joined,
                   count(*) FILTER (WHERE EXISTS (
                       SELECT 1 FROM $.contribution c WHERE c.author = m.id AND NOT c.withdrawn AND NOT c.hidden
                         AND c.published_at < m.joined_at + %1$s AND {contribution in scope})) AS contributed
            FROM $.member m
            WHERE m.joined_at >= :from AND m.joined_at < :to AND m.present AND NOT m.automated AND {member in scope}
            GROUP BY over, trained
            """.formatted(THIRTY_DAYS);

    private static final String LEFT_OUT = """
            SELECT count(*) FILTER (WHERE m.automated) AS "joinersAutomated",
                   count(*) FILTER (WHERE NOT m.automated) AS "joinersWhoLeft"
            FROM $.member m
            WHERE m.joined_at >= :from AND m.joined_at < :to AND (m.automated OR NOT m.present) AND {member in scope}
            """;

    private Newcomers() {}

    private record Joined(boolean over, boolean trained, long joined, long contributed) {}

    private record Activated(long contributed, long joined) {}

    static List<Metric> metrics(Observation observation) {
        long people = observation.exchange().people();
        Map<String, Long> left = observation.exchange().contributionsLeftOut();
        long[] first = observation
                .sql(FIRST_CONTRIBUTIONS)
                .query((row, n) -> new long[] {row.getLong("made"), row.getLong("answered")})
                .single();
        List<Joined> joiners = observation
                .sql(JOINED)
                .param("now", Columns.parameter(observation.query().now()))
                .query((row, n) -> new Joined(
                        row.getBoolean("over"),
                        row.getBoolean("trained"),
                        row.getLong("joined"),
                        row.getLong("contributed")))
                .list();
        Map<String, Long> leftOut = new TreeMap<>(Scope.leftOut(observation.sql(LEFT_OUT)));
        long early = joiners.stream()
                .filter(some -> !some.over)
                .mapToLong(Joined::joined)
                .sum();
        if (early > 0) {
            leftOut.put("joinersWithinTheirThirtyDays", early);
        }
        List<Joined> over = joiners.stream().filter(Joined::over).toList();
        Activated trained = activated(over.stream().filter(Joined::trained).toList());
        Activated untrained =
                activated(over.stream().filter(some -> !some.trained).toList());
        Activated all = activated(over);
        return List.of(
                Metric.count("newContributors", first[0], people, Exchange.both(observation.membersLeftOut(), left)),
                Metric.ratio(
                        "firstContributionReplyRate",
                        first[1],
                        first[0],
                        "Nobody contributed for the first time in the window.",
                        left),
                activation("activation", all, leftOut),
                byTraining("activationTrained", trained, untrained, observation.query(), leftOut),
                byTraining("activationUntrained", untrained, trained, observation.query(), leftOut));
    }

    /** Either of the two, with all of them, would tell the other. */
    private static Metric byTraining(
            String name, Activated some, Activated others, GetHealth query, Map<String, Long> leftOut) {
        String silence = Privacy.silence(query);
        if (silence == null && !query.isPastFirstDays()) {
            silence = "It is personal, and told once the thirty days of all who joined in the month are over.";
        }
        if (silence != null) {
            return Privacy.withheld(name, "ratio", silence);
        }
        return Privacy.isSmall(some.joined) || Privacy.isSmall(others.joined)
                ? Privacy.withheld(name)
                : activation(name, some, leftOut);
    }

    private static Activated activated(List<Joined> joiners) {
        return new Activated(
                joiners.stream().mapToLong(Joined::contributed).sum(),
                joiners.stream().mapToLong(Joined::joined).sum());
    }

    private static Metric activation(String name, Activated activated, Map<String, Long> leftOut) {
        return Metric.ratio(
                name,
                activated.contributed,
                activated.joined,
                "Nobody of these joined in the window whose thirty days are over.",
                leftOut);
    }
}
