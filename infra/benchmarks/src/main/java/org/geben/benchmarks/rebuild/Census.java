package org.geben.benchmarks.rebuild;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.EventNames;
import org.geben.query.generation.History;

/** How many events of each name a log has, counted while it is read from end to end. */
final class Census {
    private final Map<Class<?>, Long> counts = new HashMap<>();

    private Census() {}

    /** Reads and deserialises everything, and does no more with it than to look at each payload. */
    static Census of(History history) {
        Census census = new Census();
        try (History.Replay replay = history.after(0)) {
            while (replay.hasNext()) {
                for (TrackedEventMessage<?> event : replay.next()) {
                    census.counts.merge(event.getPayload().getClass(), 1L, Long::sum);
                }
            }
        }
        return census;
    }

    long of(Class<?> event) {
        return counts.getOrDefault(event, 0L);
    }

    long all() {
        return counts.values().stream().mapToLong(count -> count).sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        EventNames.table().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(event -> text.append("%n%,12d %s (%.2f %%)"
                        .formatted(of(event.getValue()), event.getKey(), 100.0 * of(event.getValue()) / all())));
        return text.toString();
    }
}
