package org.geben.query.health;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Who took part and who was recognised. The people are the members who are present and no programs, and who had joined
 * before the window's end or did something in it; for a group those who belong to it or did something there.
 *
 * <p>The contributions of the top 1 %, the next 9 % and the rest follow Nielsen's 90-9-1, the sizes of the first two
 * rounded up; the absence factor is CHAOSS's; inequality is Gini's Σ(2i − n − 1)·xᵢ ÷ (n·Σxᵢ), x ascending, i from 1,
 * zeros kept.
 */
final class Participation {
    private static final String SILENT = "Nobody contributed in the window.";
    private static final String IDLE = "Nobody was active in the window.";

    private Participation() {}

    static List<Metric> metrics(Observation observation) {
        Exchange exchange = observation.exchange();
        List<Long> contributions = exchange.took().stream()
                .map(Exchange.Tally::contributions)
                .filter(n -> n > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
        List<Long> received = exchange.took().stream()
                .map(Exchange.Tally::appreciationsReceived)
                .filter(n -> n > 0)
                .sorted()
                .toList();
        long people = exchange.people();
        long active = exchange.took().stream().filter(Exchange.Tally::isActive).count();
        long givers = exchange.took().stream()
                .filter(tally -> tally.appreciationsGiven() > 0)
                .count();
        long all = sum(contributions);
        long top = (people + 99) / 100;
        long next = (9 * people + 99) / 100;
        long byTop = sum(contributions.stream().limit(top).toList());
        long byNext = sum(contributions.stream().skip(top).limit(next).toList());
        Map<String, Long> left = exchange.contributionsLeftOut();
        Map<String, Long> activity = exchange.activityLeftOut();
        Map<String, Long> members = observation.membersLeftOut();
        Map<String, Long> leftOfAll = Exchange.both(members, left);
        return List.of(
                Metric.count("contributors", contributions.size(), people, leftOfAll),
                Metric.count("activeMembers", active, people, Exchange.both(members, activity)),
                Metric.percentage("participationTop1", byTop, all, SILENT, leftOfAll),
                Metric.percentage("participationNext9", byNext, all, SILENT, leftOfAll),
                Metric.percentage("participationRemaining90", all - byTop - byNext, all, SILENT, leftOfAll),
                absenceFactor(contributions, left),
                gini(received, people, Exchange.both(members, exchange.receivedLeftOut())),
                Metric.ratio(
                        "recognitionCoverageReceivers",
                        received.size(),
                        active,
                        IDLE,
                        Exchange.both(activity, exchange.receivedLeftOut())),
                Metric.ratio("recognitionCoverageGivers", givers, active, IDLE, activity));
    }

    /** @param descending what each contributed */
    static Metric absenceFactor(List<Long> descending, Map<String, Long> leftOut) {
        long all = sum(descending);
        if (all == 0) {
            return Metric.undefined("absenceFactor", "members", 0, 0, SILENT, leftOut);
        }
        int members = 0;
        for (long most = 0; 2 * most < all; members++) {
            most += descending.get(members);
        }
        return Metric.count("absenceFactor", members, descending.size(), leftOut);
    }

    /**
     * @param ascending what each got who got something
     * @param people all of them
     */
    static Metric gini(List<Long> ascending, long people, Map<String, Long> leftOut) {
        String name = "recognitionGini";
        long spread = 0;
        long i = people - ascending.size();
        for (long x : ascending) {
            i++;
            spread += (2 * i - people - 1) * x;
        }
        long all = people * sum(ascending);
        return people < 2
                ? Metric.undefined(name, "ratio", spread, all, "There are fewer than two members.", leftOut)
                : Metric.ratio(name, spread, all, "Nobody was appreciated in the window.", leftOut);
    }

    private static long sum(List<Long> amounts) {
        return amounts.stream().mapToLong(Long::longValue).sum();
    }
}
