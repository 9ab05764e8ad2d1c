package org.geben.query.health;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** Rows of a table about a window: before what it tells stands of what, behind it what was left out and where it is from. */
final class Framed {
    private Framed() {}

    static List<String> header(String... columns) {
        List<String> header = new ArrayList<>(List.of("from", "to", "zone", "scope"));
        header.addAll(List.of(columns));
        header.addAll(List.of("excluded", "generation", "position"));
        return List.copyOf(header);
    }

    static List<?> row(
            GetHealth.Stretch window,
            String scope,
            Map<String, Long> excluded,
            Origin origin,
            @Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>(List.of(window.from(), window.to(), window.zone(), scope));
        row.addAll(Arrays.asList(values));
        row.addAll(List.of(text(excluded), origin.generation(), origin.position()));
        return row;
    }

    static String text(Map<String, Long> excluded) {
        return excluded.entrySet().stream()
                .map(left -> left.getKey() + " " + left.getValue())
                .collect(joining("; "));
    }
}
