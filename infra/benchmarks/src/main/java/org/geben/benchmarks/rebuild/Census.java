package org.geben.benchmarks.rebuild;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.generation.History;

/** How many events of each kind a log has, counted while it is read from end to end. */
final class Census {
    private final Map<Class<?>, Long> counts = new HashMap<>();

    private Census() {}

    /** Reads and deserialises everything, and does no more with it than to look at each payload. */
    static Census of(History history) {
        Census census = new Census();
        try (History.Replay replay = history.after(0)) {
            while (replay.hasNext()) {
                census.add(replay.next());
            }
        }
        return census;
    }

    private void add(List<TrackedEventMessage<?>> events) {
        for (TrackedEventMessage<?> event : events) {
            counts.merge(event.getPayload().getClass(), 1L, Long::sum);
        }
    }

    long of(Class<?> event) {
        return counts.getOrDefault(event, 0L);
    }

    long all() {
        return counts.values().stream().mapToLong(count -> count).sum();
    }
}
