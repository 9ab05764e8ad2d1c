package org.geben.query.health;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.geben.query.health.Exchange.Tally;
import org.geben.query.health.GetDistribution.Bin;
import org.geben.query.health.GiveTake.Persona;

/**
 * How many people give which tenth of what they give and take. A share between two tenths stands in the one that is
 * nearer to the middle: so the tenths of a persona are its alone, and are withheld with it; those of one that is told
 * are withheld where they are small, as among themselves.
 */
final class Tenths {
    private static final int TENTHS = 10;

    private final long[] members = new long[TENTHS];

    private Tenths(Exchange exchange) {
        exchange.took().stream()
                .filter(tally -> tally.given() + tally.taken() > 0)
                .forEach(tally -> members[of(tally)]++);
    }

    /** @param withheld personas that are not told */
    static List<Bin> of(Exchange exchange, Set<Persona> withheld) {
        Tenths tenths = new Tenths(exchange);
        Set<Integer> hidden = tenths.hidden(withheld);
        return IntStream.range(0, TENTHS)
                .mapToObj(tenth -> new Bin(
                        (double) tenth / TENTHS,
                        (double) (tenth + 1) / TENTHS,
                        hidden.contains(tenth) ? null : tenths.members[tenth]))
                .toList();
    }

    private Set<Integer> hidden(Set<Persona> withheld) {
        Set<Integer> hidden = new HashSet<>();
        for (Persona persona : Persona.values()) {
            Map<Integer, Long> own = new TreeMap<>();
            IntStream.range(0, TENTHS)
                    .filter(tenth -> personaOf(tenth) == persona)
                    .forEach(tenth -> own.put(tenth, members[tenth]));
            hidden.addAll(withheld.contains(persona) ? own.keySet() : Privacy.withheld(own));
        }
        return hidden;
    }

    private static int of(Tally tally) {
        long all = tally.given() + tally.taken();
        long tenths = TENTHS * tally.given();
        return (int) (2 * tenths > TENTHS * all ? (tenths - 1) / all : tenths / all);
    }

    private static Persona personaOf(int tenth) {
        return Persona.of(2L * tenth + 1, 2L * (TENTHS - tenth) - 1);
    }
}
