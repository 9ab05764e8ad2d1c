package org.geben.query.health;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.geben.query.Columns;

/**
 * Whom responses and appreciations reach: of all that people got in the window, what went to newcomers in their first
 * thirty days, to members who had never been appreciated before the window, and to broad lurkers.
 */
final class Inclusion {
    private static final String TO_NEWCOMERS = """
            WITH newcomer AS MATERIALIZED (
                SELECT m.id, greatest(m.joined_at, CAST(:from AS timestamptz)) AS since,
                       least(m.joined_at + %1$s, CAST(:to AS timestamptz)) AS until
                FROM $.member m
                WHERE m.joined_at > CAST(:from AS timestamptz) - %1$s AND m.joined_at < :to
                  AND m.present AND NOT m.automated),
            received AS (
                SELECT c.author AS giver FROM newcomer n
                JOIN $.contribution answered ON answered.author = n.id
                JOIN $.contribution c ON c.in_reply_to = answered.id AND c.author <> n.id
                WHERE NOT c.withdrawn AND NOT c.hidden AND c.published_at >= n.since AND c.published_at < n.until
                  AND c.published_at >= :from AND c.published_at < :to
                  AND {contribution in scope}
                UNION ALL
                SELECT a.giver FROM newcomer n
                JOIN $.appreciation a ON a.receiver = n.id AND a.given_at >= n.since AND a.given_at < n.until
                LEFT JOIN $.contribution c ON c.id = a.contribution
                WHERE NOT a.time_inferred AND {contribution in scope})
            SELECT count(*) FROM received LEFT JOIN $.member g ON g.id = received.giver
            WHERE NOT coalesce(g.automated OR NOT g.present, false)
            """.formatted(Newcomers.THIRTY_DAYS);

    private static final String THANKED_BEFORE = """
            SELECT receiver.id FROM unnest(CAST(:ids AS uuid[])) AS receiver(id)
            WHERE EXISTS (SELECT 1 FROM $.appreciation a
                          WHERE a.receiver = receiver.id AND a.given_at < :from AND NOT a.time_inferred)
            """;

    private Inclusion() {}

    static List<Metric> metrics(Observation observation) {
        Exchange exchange = observation.exchange();
        Map<UUID, Long> taken = exchange.taken();
        Set<UUID> thanked = new HashSet<>(observation
                .sql(THANKED_BEFORE)
                .param("ids", People.texts(taken.keySet()))
                .query((row, n) -> Columns.id(row, "id"))
                .list());
        Set<UUID> regulars = observation.lurkers().regulars();
        Map<UUID, Long> byTheUnthanked = new HashMap<>(taken);
        byTheUnthanked.keySet().removeAll(thanked);
        Map<UUID, Long> byLurkers = new HashMap<>(taken);
        byLurkers.keySet().removeIf(member -> !exchange.isEarly(member) || regulars.contains(member));
        long toNewcomers = observation.sql(TO_NEWCOMERS).query(Long.class).single();
        return List.of(
                share("inclusionNewcomers", toNewcomers, taken, exchange),
                share("inclusionNeverThanked", sum(byTheUnthanked), taken, exchange),
                share("inclusionLurkers", sum(byLurkers), taken, exchange));
    }

    private static Metric share(String name, long some, Map<UUID, Long> all, Exchange exchange) {
        return Metric.ratio(
                name, some, sum(all), "Nobody was answered or appreciated in the window.", exchange.takenLeftOut());
    }

    private static long sum(Map<UUID, Long> amounts) {
        return amounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
