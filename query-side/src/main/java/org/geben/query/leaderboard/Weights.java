package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.Set;

/** How many points each kind of something is worth. */
record Weights<K extends Enum<K>>(Map<K, Integer> byKind) {

    Weights {
        byKind = Map.copyOf(byKind);
    }

    int of(K kind) {
        return byKind.getOrDefault(kind, 0);
    }

    /** In SQL: the weight of the kind that stands in a column of this name, which is not looked at unless it matters. */
    String sql(String column) {
        Set<Integer> different = Set.copyOf(byKind.values());
        if (different.size() == 1) {
            return different.iterator().next().toString();
        }
        return byKind.entrySet().stream()
                .map(entry -> "WHEN '%s' THEN %d".formatted(entry.getKey().name(), entry.getValue()))
                .sorted()
                .collect(joining(" ", "CASE " + column + " ", " END"));
    }
}
