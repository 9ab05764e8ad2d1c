package org.geben.eventstore.postgresql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Appends that are written together, as columns.
 *
 * @param events of all the appends, in order
 */
record Batch(List<Append> appends, List<SerializedEvent> events) {

    static Batch of(List<Append> appends) {
        if (appends.size() == 1) {
            return new Batch(appends, appends.getFirst().events());
        }
        List<SerializedEvent> events = new ArrayList<>();
        for (Append append : appends) {
            events.addAll(append.events());
        }
        return new Batch(appends, events);
    }

    int size() {
        return appends.size();
    }

    /** Those events whose predecessor must be in the log before the batch is, because it is in no earlier append of it. */
    List<SerializedEvent> continuingTheLog() {
        List<SerializedEvent> continuing = new ArrayList<>();
        Map<String, Long> ends = new HashMap<>();
        for (Append append : appends) {
            for (SerializedEvent event : append.continuing()) {
                @Nullable Long end = ends.get(event.stream());
                if (end == null || !event.follows(end)) {
                    continuing.add(event);
                }
            }
            for (SerializedEvent event : append.events()) {
                if (event.stream() != null) {
                    ends.put(event.stream(), event.sequence());
                }
            }
        }
        return continuing;
    }

    /** For each append in turn, all the events whose predecessor must be in the log before it is. */
    List<SerializedEvent> continuing() {
        return appends.stream().flatMap(append -> append.continuing().stream()).toList();
    }

    Integer[] sizes() {
        return counts(Append::events);
    }

    /** How many events of each append are among {@link #continuing()}. */
    Integer[] continuingSizes() {
        return counts(Append::continuing);
    }

    private Integer[] counts(Function<Append, List<SerializedEvent>> part) {
        return appends.stream().map(append -> part.apply(append).size()).toArray(Integer[]::new);
    }
}
