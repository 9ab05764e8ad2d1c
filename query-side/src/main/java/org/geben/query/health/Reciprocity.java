package org.geben.query.health;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.geben.query.health.Exchange.Edge;

/**
 * Whether giving goes both ways: of the directed edges from who replied or appreciated to whom, those whose reverse is
 * there, too (as NetworkX counts them), and ρ = (r − a) ÷ (1 − a) after Garlaschelli and Loffredo (2004), where a is the
 * share of all possible edges among the members who have one. ρ is reckoned as one fraction of whole numbers.
 */
record Reciprocity(long members, long edges, long mutual) {
    static final String NOTHING = "Nobody replied to or appreciated another in the window.";

    static Reciprocity of(Set<Edge> edges) {
        Set<UUID> members = new HashSet<>();
        long mutual = 0;
        for (Edge edge : edges) {
            members.add(edge.giver());
            members.add(edge.receiver());
            if (edges.contains(edge.reverse())) {
                mutual++;
            }
        }
        return new Reciprocity(members.size(), edges.size(), mutual);
    }

    static List<Metric> metrics(Observation observation) {
        Exchange exchange = observation.exchange();
        Reciprocity network = of(exchange.edges());
        // How many edges there are nearly tells how many members have one.
        if (network.isSmall()) {
            return List.of(Privacy.withheld("reciprocity"), Privacy.withheld("correctedReciprocity"));
        }
        List<Metric> metrics = network.metrics(exchange.exchangeLeftOut());
        // How many edges there could be tells how many members have one, and so how many are silent.
        return GiveTake.isSilenceWithheld(exchange)
                ? List.of(metrics.getFirst(), Privacy.withheld("correctedReciprocity"))
                : metrics;
    }

    /** Whether it has members, and too few to be told of. */
    boolean isSmall() {
        return Privacy.isSmall(members);
    }

    /** How many edges there could be. */
    long possible() {
        return members * (members - 1);
    }

    List<Metric> metrics(Map<String, Long> leftOut) {
        return List.of(
                Metric.ratio("reciprocity", mutual, edges, NOTHING, leftOut),
                Metric.ratio(
                        "correctedReciprocity",
                        mutual * possible() - edges * edges,
                        edges * (possible() - edges),
                        edges == 0 ? NOTHING : "Everyone gave to everyone: chance cannot be told from intention.",
                        leftOut));
    }
}
