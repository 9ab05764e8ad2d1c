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
        return List.of(
                share("inclusionNewcomers", exchange.takenByNewcomers(), taken, exchange),
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
