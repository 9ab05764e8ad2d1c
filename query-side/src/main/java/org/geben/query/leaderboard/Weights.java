package org.geben.query.leaderboard;

import java.util.Map;

/** How many points each kind of something is worth. */
record Weights<K extends Enum<K>>(Map<K, Integer> byKind) {

    Weights {
        byKind = Map.copyOf(byKind);
    }

    int of(K kind) {
        return byKind.getOrDefault(kind, 0);
    }
}
