package org.geben.query.health;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The parts of a network between which there is no edge, whatever the edges' directions.
 *
 * @param largest how many members the largest has
 */
record Components(long count, long largest) {

    /** Joins what has an edge, one edge after the other. */
    static final class Finder {
        private final Map<Integer, Integer> parents = new HashMap<>();

        void join(int giver, int receiver) {
            parents.put(root(giver), root(receiver));
        }

        Components found() {
            Map<Integer, Long> sizes = new HashMap<>();
            for (Integer member : parents.keySet().toArray(Integer[]::new)) {
                sizes.merge(root(member), 1L, Long::sum);
            }
            return new Components(sizes.size(), sizes.isEmpty() ? 0 : Collections.max(sizes.values()));
        }

        private Integer root(Integer member) {
            Integer at = member;
            Integer above = parents.computeIfAbsent(at, alone -> alone);
            while (!above.equals(at)) {
                Integer further = parents.getOrDefault(above, above);
                parents.put(at, further);
                at = above;
                above = further;
            }
            return at;
        }
    }
}
