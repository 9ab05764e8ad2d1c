package org.geben.application.observability;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.geben.query.generation.Generation;
import org.geben.query.generation.Generations;
import org.springframework.stereotype.Component;

/** What is built, or has failed, of each view that has never been live or is so no longer; about a second old at most. */
@Component
final class FirstBuilds {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Generations generations;
    private final Glance<Map<String, Generation>> newest = new Glance<>(FRESH, PATIENCE);

    FirstBuilds(Generations generations) {
        this.generations = generations;
    }

    Optional<Generation> of(String projection) {
        return Optional.ofNullable(newest.at(this::all).get(projection));
    }

    private Map<String, Generation> all() {
        return generations.all().stream()
                .map(Generation::projection)
                .distinct()
                .filter(projection -> generations.live(projection).isEmpty())
                .flatMap(projection -> generations.newest(projection).stream())
                .collect(toMap(Generation::projection, generation -> generation));
    }
}
