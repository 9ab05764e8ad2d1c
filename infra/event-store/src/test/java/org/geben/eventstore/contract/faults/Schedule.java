package org.geben.eventstore.contract.faults;

import java.util.List;

/**
 * What happens in a drill, besides the writing and the following.
 *
 * @param seed of what the writers write
 * @param nodes how many engines there are, each behind a proxy of its own
 * @param writers how many threads write on each node
 */
public record Schedule(long seed, int nodes, int writers, List<Step> steps) {

    /**
     * A fault of the network lasts until the node's next one, or until the end.
     *
     * @param node which one is struck, modulo their number
     * @param pause milliseconds until the next step
     */
    public record Step(int node, Mishap mishap, int pause) {}

    public static Schedule of(Step... steps) {
        return new Schedule(1, 3, 4, List.of(steps));
    }
}
