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
 * thirty days, to members whom nobody but programs had appreciated before the window, and to broad lurkers.
 */
final class Inclusion {
    private static final String NEVER_THANKED = """
            SELECT m.id FROM $.member m
            WHERE m.id = ANY(CAST(:ids AS uuid[])) AND (m.thanked_at IS NULL OR m.thanked_at >= :from)
            """;

    private Inclusion() {}

    static List<Metric> metrics(Observation observation) {
        Exchange exchange = observation.exchange();
        Map<UUID, Long> taken = exchange.taken();
        Set<UUID> unthanked = new HashSet<>(observation
                .sql(NEVER_THANKED)
                .param("ids", Columns.parameters(taken.keySet()))
                .query((row, n) -> Columns.id(row, "id"))
                .list());
        Set<UUID> regulars = observation.lurkers().regulars();
        Map<UUID, Long> byTheUnthanked = new HashMap<>(taken);
        byTheUnthanked.keySet().retainAll(unthanked);
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
