package org.geben.query.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.health.Exchange.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Whether leaders lead by example. Leaders are the people who belong, joined before the window's end and hold the role
 * LEADER in the state that is read. Newcomers are in their first thirty days, and are answered by whoever replied first in
 * a thread that they opened: another member who is no program.
 */
final class Leadership {
    private static final String LEADERS = """
            SELECT m.id, m.automated, m.present FROM $.member m
            WHERE m.leader AND m.joined_at < :to AND {member in scope}
            """;

    private static final String FIRST_RESPONSES = """
            SELECT count(*) AS responses, count(*) FILTER (WHERE response.leads) AS of_leaders
            FROM $.contribution c
            JOIN $.member newcomer ON newcomer.id = c.author
            CROSS JOIN LATERAL (
                SELECT coalesce(m.leader AND m.present AND m.joined_at < :to AND {member in scope}, false) AS leads
                FROM $.contribution r LEFT JOIN $.member m ON m.id = r.author
                WHERE r.root = c.id AND r.in_reply_to IS NOT NULL AND NOT r.withdrawn AND NOT r.hidden
                  AND r.author <> c.author AND m.automated IS NOT TRUE
                ORDER BY r.published_at, r.id LIMIT 1) response
            WHERE c.in_reply_to IS NULL AND c.published_at >= :from AND c.published_at < :to
              AND NOT c.withdrawn AND NOT c.hidden AND newcomer.present AND NOT newcomer.automated
              AND c.published_at < newcomer.joined_at + %s AND {contribution in scope}
            """.formatted(Newcomers.THIRTY_DAYS);

    private Leadership() {}

    static List<Metric> metrics(Observation observation) {
        Exchange exchange = observation.exchange();
        Map<String, Long> leadersLeftOut = new TreeMap<>();
        List<UUID> leaders = new ArrayList<>();
        observation.sql(LEADERS).query(row -> {
            if (row.getBoolean("automated")) {
                leadersLeftOut.merge("leadersAutomated", 1L, Long::sum);
            } else if (row.getBoolean("present")) {
                leaders.add(Columns.id(row, "id"));
            } else {
                leadersLeftOut.merge("leadersWhoLeft", 1L, Long::sum);
            }
        });
        long active =
                leaders.stream().filter(leader -> isActive(exchange.of(leader))).count();
        Metric responses = observation
                .sql(FIRST_RESPONSES)
                .query((row, n) -> Metric.ratio(
                        "leadershipFirstResponses",
                        row.getLong("of_leaders"),
                        row.getLong("responses"),
                        "No thread that a newcomer opened in the window has a response.",
                        observation.rootsLeftOut().ofNewcomers()))
                .single();
        return List.of(
                Metric.ratio(
                        "leadershipParticipation",
                        active,
                        leaders.size(),
                        "There are no leaders.",
                        Exchange.both(leadersLeftOut, exchange.activityLeftOut())),
                responses,
                Pledges.kept(observation));
    }

    private static boolean isActive(@Nullable Tally tally) {
        return tally != null && tally.isActive();
    }
}
