package org.geben.query.history;

import java.util.Set;
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
                            .formatted(String.join(", ", new TreeSet<>(EventNames.all()))),
                    "type");
        }
        return new Types(Set.copyOf(asked));
    }

    boolean include(TrackedEventMessage<?> event) {
        return names.isEmpty() || names.contains(Envelopes.typeOf(event));
    }
}
