package org.geben.query.health;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Metric> metrics(Observation observation) {
        Exchange exchange = observation.exchange();
        Map<String, Long> leftOut = Exchange.both(observation.membersLeftOut(), exchange.exchangeLeftOut());
        Map<Persona, Long> personas = personas(exchange);
        Set<Persona> withheld = Privacy.withheld(personas);
        List<Metric> metrics = new ArrayList<>();
        // How many have a share tells how many have none.
        metrics.add(
                withheld.contains(Persona.SILENT)
                        ? Privacy.withheld("giveTakeMedian")
                        : median(shares(exchange), exchange.people(), leftOut));
        personas.forEach((persona, members) -> {
            String name =
                    "persona" + persona.name().charAt(0) + persona.toString().substring(1);
            metrics.add(
                    withheld.contains(persona)
                            ? Privacy.withheld(name, "members", Privacy.TOO_FEW)
                            : Metric.count(name, members, exchange.people(), leftOut));
        });
        return metrics;
    }

    /** Whether the answers of a window withhold how many are silent, and so how many are not. */
    static boolean isSilenceWithheld(Exchange exchange) {
        return Privacy.withheld(personas(exchange)).contains(Persona.SILENT);
    }

    /** How many people each is. */
    static Map<Persona, Long> personas(Exchange exchange) {
        Map<Persona, Long> personas = new EnumMap<>(Persona.class);
        for (Persona persona : Persona.values()) {
            personas.put(persona, 0L);
        }
        exchange.took().forEach(tally -> personas.merge(Persona.of(tally.given(), tally.taken()), 1L, Long::sum));
        personas.merge(Persona.SILENT, exchange.people() - exchange.took().size(), Long::sum);
        return personas;
    }

    private static Metric median(List<Double> shares, long people, Map<String, Long> leftOut) {
        String name = "giveTakeMedian";
        return shares.isEmpty()
                ? Metric.undefined(name, "ratio", 0, people, "Nobody gave or took in the window.", leftOut)
                : new Metric(name, median(shares), "ratio", shares.size(), people, null, leftOut);
    }

    /** Ascending, of those who have one. */
    private static List<Double> shares(Exchange exchange) {
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
