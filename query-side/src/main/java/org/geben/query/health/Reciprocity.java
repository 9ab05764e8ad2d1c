package org.geben.query.health;

import java.util.List;
import java.util.Map;

/**
 * Whether giving goes both ways: of the directed edges from who replied or appreciated to whom, those whose reverse is
 * there, too (as NetworkX counts them), and ρ = (r − a) ÷ (1 − a) after Garlaschelli and Loffredo (2004), where a is the
 * share of all possible edges among the members who have one. ρ is reckoned as one fraction of whole numbers; of networks
 * so large that these would not fit, of both divided by the number of edges, and rounded.
 */
record Reciprocity(long members, long edges, long mutual) {
    static final String NOTHING = "Nobody replied to or appreciated another in the window.";

    static Reciprocity of(Network network) {
        return new Reciprocity(network.members(), network.edges(), network.mutual());
    }

    static List<Metric> metrics(Observation observation) {
        Exchange exchange = observation.exchange();
        Reciprocity network = of(exchange.network());
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
        return List.of(Metric.ratio("reciprocity", mutual, edges, NOTHING, leftOut), corrected(leftOut));
    }

    private Metric corrected(Map<String, Long> leftOut) {
        String because = edges == 0 ? NOTHING : "Everyone gave to everyone: chance cannot be told from intention.";
        long others = possible() - edges;
        boolean fits = edges == 0 || possible() <= Long.MAX_VALUE / edges;
        return fits
                ? corrected(mutual * possible() - edges * edges, edges * others, because, leftOut)
                : corrected(Math.round((double) mutual / edges * possible() - edges), others, because, leftOut);
    }

    private static Metric corrected(long numerator, long denominator, String because, Map<String, Long> leftOut) {
        return Metric.ratio("correctedReciprocity", numerator, denominator, because, leftOut);
    }
}
