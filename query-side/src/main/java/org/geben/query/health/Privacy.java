package org.geben.query.health;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is personal is told of at least five members, or not at all. Where a single class is withheld, the smallest of the
 * others is withheld with it: whoever knows the sum of all could tell the one by taking the others away.
 */
final class Privacy {
    static final int FEWEST = 5;

    private Privacy() {}

    /** Whether there are members, and too few. */
    static boolean isSmall(long members) {
        return members > 0 && members < FEWEST;
    }

    /** The classes that are not shown, by how many members each has. */
    static Set<String> withheld(Map<String, Long> classes) {
        Set<String> withheld = new TreeSet<>();
        classes.forEach((name, members) -> {
            if (isSmall(members)) {
                withheld.add(name);
            }
        });
        if (withheld.size() == 1) {
            List<String> others = classes.keySet().stream()
                    .filter(name -> !withheld.contains(name) && classes.getOrDefault(name, 0L) > 0)
                    .sorted(Comparator.<String, Long>comparing(name -> classes.getOrDefault(name, 0L))
                            .thenComparing(name -> name))
                    .toList();
            others.stream().findFirst().ifPresent(withheld::add);
        }
        return withheld;
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
        return withheld(name, "It would tell of fewer than five members, and is withheld.");
    }

    static Metric withheld(String name, String because) {
        return Metric.undefined(name, "ratio", 0, 0, because, Map.of());
    }
}
