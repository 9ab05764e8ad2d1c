package org.geben.query.generation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The projections of this code, by name. */
final class Projections {
    private final Map<String, Projection<?>> byName;

    Projections(Collection<? extends Projection<?>> projections) {
        this.byName = projections.stream().collect(Collectors.toUnmodifiableMap(Projection::name, Function.identity()));
    }

    Optional<Projection<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The one that has made the generation, under its rules, if this version of the code has made it. */
    Optional<Projection<?>> thatMade(Generation generation) {
        return named(generation.projection())
                .filter(projection -> projection.version() == generation.version())
                .map(projection -> underRulesOf(generation, projection));
    }

    private static Projection<?> underRulesOf(Generation generation, Projection<?> projection) {
        JsonNode rules = generation.rules();
        return rules == null ? projection : projection.under(rules);
    }

    /** Sorted. */
    List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }

    /**
     * The one that a request names.
     *
     * @param pointer to where it does
     * @throws Refusal 400 {@code PROJECTION_UNKNOWN}
     */
    Projection<?> known(@Nullable String name, String pointer) {
        return Optional.ofNullable(name)
                .flatMap(this::named)
                .orElseThrow(() -> Refusal.badRequest(
                        "PROJECTION_UNKNOWN",
                        "The projection is one of %s.".formatted(String.join(", ", names())),
                        pointer));
    }
}
