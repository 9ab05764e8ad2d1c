package org.geben.query.health;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What members are like is told of at least five of them, or not at all. Whoever knows the sum of all classes could
 * tell those that are withheld by taking the others away: so they are two at least, and five members together.
 */
final class Privacy {
    static final String TOO_FEW = "It would tell of fewer than five members, and is withheld.";

    private static final int FEWEST = 5;

    private Privacy() {}

    /** Whether there are members, and too few. */
    static boolean isSmall(long members) {
        return members > 0 && members < FEWEST;
    }

    /**
     * The classes that are not shown, by how many members each has: the small ones, and with them as many of the
     * smallest others as it takes. Where all together are too few, the empty ones are not shown either.
     */
    static <K extends Comparable<? super K>> Set<K> withheld(Map<K, Long> classes) {
        if (isSmall(classes.values().stream().mapToLong(n -> n).sum())) {
            return Set.copyOf(classes.keySet());
        }
        Set<K> withheld = new HashSet<>();
        classes.forEach((some, members) -> {
            if (isSmall(members)) {
                withheld.add(some);
            }
        });
        withholdBeside(withheld, classes);
        return withheld;
    }

    /**
     * The same of classes that begin one after the other: a sum of those that had begun by then lacks the later ones. So
     * what is not shown beside a small one began before it or, where nothing did, as soon after it as may be.
     */
    static <K extends Comparable<? super K>> Set<K> withheldAsTheyBegin(SortedMap<K, Long> classes) {
        Set<K> withheld = new HashSet<>();
        Map<K, Long> begun = new HashMap<>();
        classes.forEach((latest, members) -> {
            if (isSmall(members) || members > 0 && isGivenAway(withheld, begun)) {
                withheld.add(latest);
            }
            begun.put(latest, members);
            withholdBeside(withheld, begun);
        });
        return withheld;
    }

    /** Adds as many of the smallest classes as it takes that nothing is given away. */
    private static <K extends Comparable<? super K>> void withholdBeside(Set<K> withheld, Map<K, Long> classes) {
        for (Entry<K, Long> smallest : smallestFirst(classes)) {
            if (isGivenAway(withheld, classes)) {
                withheld.add(smallest.getKey());
            }
        }
    }

    /** Whether something is withheld that could be had by taking all others away. */
    private static <K> boolean isGivenAway(Set<K> withheld, Map<K, Long> classes) {
        return withheld.size() == 1
                || isSmall(withheld.stream().mapToLong(classes::get).sum());
    }

    private static <K extends Comparable<? super K>> List<Entry<K, Long>> smallestFirst(Map<K, Long> classes) {
        return classes.entrySet().stream()
                .filter(some -> some.getValue() > 0)
                .sorted(Entry.<K, Long>comparingByValue().thenComparing(Entry.comparingByKey()))
                .toList();
    }

    /**
     * Why what is personal is not told in answer to the question; null where it may be. Two answers that differ by what one
     * member has declared or learnt would tell it, so there are no two: not of an earlier state and a later one, not of
     * overlapping windows, which every zone has its own of, and not of groups.
     */
    static @Nullable String silence(GetHealth query) {
        if (query.group() != null) {
            return "It is personal, and told of the community as a whole only.";
        }
        if (!query.isMonthOfUtc()) {
            return "It is personal, and told by whole months of the calendar in UTC only.";
        }
        return query.isOfThePresent()
                ? null
                : "It is personal, and told of the present only: leave asOf, atPosition and generation out.";
    }

    static Metric withheld(String name) {
        return withheld(name, "ratio", TOO_FEW);
    }

    static Metric withheld(String name, String unit, String because) {
        return Metric.undefined(name, unit, 0, 0, because, Map.of());
    }
}
