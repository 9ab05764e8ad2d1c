package org.geben.query.health;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.geben.query.health.Exchange.Edge;

/**
 * The parts of a network between which there is no edge, whatever the edges' directions.
 *
 * @param largest how many members the largest has
 */
record Components(long count, long largest) {

    static Components of(Collection<Edge> edges) {
        Map<UUID, UUID> parents = new HashMap<>();
        for (Edge edge : edges) {
            parents.put(root(parents, edge.giver()), root(parents, edge.receiver()));
        }
        Map<UUID, Long> sizes = new HashMap<>();
        for (UUID member : parents.keySet().toArray(UUID[]::new)) {
            sizes.merge(root(parents, member), 1L, Long::sum);
        }
        return new Components(sizes.size(), sizes.isEmpty() ? 0 : Collections.max(sizes.values()));
    }

    private static UUID root(Map<UUID, UUID> parents, UUID member) {
        UUID at = member;
        UUID above = parents.computeIfAbsent(at, alone -> alone);
        while (!above.equals(at)) {
            UUID further = parents.getOrDefault(above, above);
            parents.put(at, further);
            at = above;
            above = further;
        }
        return at;
    }
}
