package org.geben.query.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.EventNames;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;

/** The types of events that a reader asks for; none named means all. */
record Types(Set<String> names) {
    static Types named(@Nullable Set<String> names) {
        Set<String> asked = names == null ? Set.of() : names;
        if (!EventNames.all().containsAll(asked)) {
            throw Refusal.badRequest(
                    "EVENT_TYPE_UNKNOWN",
                    "type must be one of %s; repeat the parameter to ask for several."
                            .formatted(String.join(", ", like(asked))),
                    "type");
        }
        return new Types(Set.copyOf(asked));
    }

    /** Those that are about the same, or else one of each kind of streams. */
    private static Collection<String> like(Set<String> asked) {
        Map<String, TreeSet<String>> byNoun =
                EventNames.all().stream().collect(groupingBy(Types::noun, TreeMap::new, toCollection(TreeSet::new)));
        return asked.stream()
                .filter(name -> !EventNames.all().contains(name))
                .map(name -> byNoun.get(noun(name)))
                .filter(Objects::nonNull)
                .findFirst()
                .<Collection<String>>map(same -> same)
                .orElseGet(() -> byNoun.values().stream()
                        .map(same -> same.first() + " …")
                        .toList());
    }

    private static String noun(String name) {
        return name.split("\\.", 2)[0];
    }

    boolean include(TrackedEventMessage<?> event) {
        return names.isEmpty() || names.contains(Envelopes.typeOf(event));
    }
}
