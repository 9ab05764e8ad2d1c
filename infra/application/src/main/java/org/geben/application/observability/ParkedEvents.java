package org.geben.application.observability;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.geben.query.generation.Generation;
import org.geben.query.generation.Generations;
import org.springframework.stereotype.Component;

/** How many events each view does without because it cannot fold them; about a second old at most. */
@Component
final class ParkedEvents {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Generations generations;
    private final Glance<Map<String, Long>> parked = new Glance<>(FRESH, PATIENCE);

    ParkedEvents(Generations generations) {
        this.generations = generations;
    }

    long of(String projection) {
        return parked.at(this::all).getOrDefault(projection, 0L);
    }

    private Map<String, Long> all() {
        return generations.all().stream()
                .filter(generation -> generation.state() == Generation.State.LIVE)
                .collect(Collectors.toMap(
                        Generation::projection,
                        generation -> generation.incomplete().parked()));
    }
}
