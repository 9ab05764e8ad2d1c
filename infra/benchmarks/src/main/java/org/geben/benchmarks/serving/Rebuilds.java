package org.geben.benchmarks.serving;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Has all views rebuilt by the application, and waits for that. */
public final class Rebuilds {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Api api;

    public Rebuilds(Api api) {
        this.api = api;
    }

    /** Answers how long it took until the last of them was promoted. */
    public Duration rebuildAll() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        List<Long> wanted = new ArrayList<>();
        for (String projection : live()) {
            wanted.add(api.call("POST", "/generations", null, Map.of("projection", projection))
                    .get("id")
                    .asLong());
        }
        await(generations -> generations.stream()
                .filter(generation -> wanted.contains(generation.get("id").asLong()))
                .allMatch(generation -> is(generation, "LIVE")));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Waits until every view has a live generation, and no other is left. */
    public void awaitCalm() throws IOException, InterruptedException {
        await(generations ->
                !generations.isEmpty() && generations.stream().allMatch(generation -> is(generation, "LIVE")));
    }

    private Set<String> live() throws IOException, InterruptedException {
        return generations().stream()
                .filter(generation -> is(generation, "LIVE"))
                .map(generation -> generation.get("projection").asString())
                .collect(Collectors.toSet());
    }

    private void await(Predicate<List<JsonNode>> state) throws IOException, InterruptedException {
        List<JsonNode> generations = generations();
        while (!state.test(generations)) {
            if (generations.stream().anyMatch(generation -> is(generation, "FAILED"))) {
                throw new IllegalStateException("A rebuild has failed: " + generations);
            }
            Thread.sleep(LOOK);
            generations = generations();
        }
    }

    private List<JsonNode> generations() throws IOException, InterruptedException {
        return api.get("/generations").get("generations").valueStream().toList();
    }

    private static boolean is(JsonNode generation, String state) {
        return generation.get("state").asString().equalsIgnoreCase(state);
    }
}
