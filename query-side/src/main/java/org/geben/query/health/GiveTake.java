package org.geben.query.health;

import java.util.List;
import java.util.Map;
import org.geben.query.health.Exchange.Tally;

/**
 * What each gives, out of what each gives and takes: g ÷ (g + t), where {@linkplain org.geben.query.Interactions
 * answers to people and appreciations} are given, and replies and appreciations taken. Givers give more than three
 * fifths of it, receivers less than two fifths, those in between are balanced, and who neither gives nor takes is
 * silent.
 */
final class GiveTake {
    private GiveTake() {}

    /** What somebody is by the share. */
    enum Persona {
        GIVERS,
        BALANCED,
        RECEIVERS,
        SILENT;

        static Persona of(long given, long taken) {
            if (given + taken == 0) {
                return SILENT;
            }
            if (2 * given > 3 * taken) {
                return GIVERS;
            }
            return 3 * given < 2 * taken ? RECEIVERS : BALANCED;
        }
    }

    static List<Metric> metrics(Observation observation) {
        Exchange exchange = observation.exchange();
        Map<String, Long> leftOut = exchange.exchangeLeftOut();
        List<Double> shares = shares(exchange);
        String silent = "Nobody gave or took in the window.";
        return List.of(
                shares.isEmpty()
                        ? Metric.undefined("giveTakeMedian", "ratio", 0, exchange.people(), silent, leftOut)
                        : new Metric(
                                "giveTakeMedian",
                                median(shares),
                                "ratio",
                                shares.size(),
                                exchange.people(),
                                null,
                                leftOut),
                Metric.count("personaGivers", count(exchange, Persona.GIVERS), exchange.people(), leftOut),
                Metric.count("personaBalanced", count(exchange, Persona.BALANCED), exchange.people(), leftOut),
                Metric.count("personaReceivers", count(exchange, Persona.RECEIVERS), exchange.people(), leftOut),
                Metric.count("personaSilent", count(exchange, Persona.SILENT), exchange.people(), leftOut));
    }

    static long count(Exchange exchange, Persona persona) {
        long among = exchange.took().stream()
                .filter(tally -> Persona.of(tally.given(), tally.taken()) == persona)
                .count();
        return persona == Persona.SILENT
                ? among + exchange.people() - exchange.took().size()
                : among;
    }

    /** Ascending, of those who have one. */
    static List<Double> shares(Exchange exchange) {
        return exchange.took().stream()
                .filter(tally -> tally.given() + tally.taken() > 0)
                .map(GiveTake::share)
                .sorted()
                .toList();
    }

    private static double share(Tally tally) {
        return (double) tally.given() / (tally.given() + tally.taken());
    }

    private static double median(List<Double> ascending) {
        double lower = ascending.get((ascending.size() - 1) / 2);
        double upper = ascending.get(ascending.size() / 2);
        return lower + (upper - lower) / 2;
    }
}
