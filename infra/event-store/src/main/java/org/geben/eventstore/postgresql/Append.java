package org.geben.eventstore.postgresql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.geben.eventstore.engine.Outcome;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;

/** One caller's events on their way to the log, stored together or not at all. */
final class Append {

    private final List<SerializedEvent> events;
    private final List<SerializedEvent> continuing;
    private final long bytes;
    private final Thread caller = Thread.currentThread();
    private volatile @Nullable Outcome outcome;

    Append(List<SerializedEvent> events) {
        this.events = events;
        this.continuing = continuing(events);
        this.bytes = events.stream().mapToLong(SerializedEvent::bytes).sum();
    }

    List<SerializedEvent> events() {
        return events;
    }

    /** The first event of each stream that begins before this append: the event before it must be in the log. */
    List<SerializedEvent> continuing() {
        return continuing;
    }

    long bytes() {
        return bytes;
    }

    @Nullable
    Outcome outcome() {
        return outcome;
    }

    void settle(Outcome settled) {
        outcome = settled;
        wake();
    }

    void wake() {
        LockSupport.unpark(caller);
    }

    private static List<SerializedEvent> continuing(List<SerializedEvent> events) {
        if (events.size() == 1) {
            return events.getFirst().continuesStream() ? events : List.of();
        }
        Set<String> streams = new HashSet<>();
        return events.stream()
                .filter(event -> event.stream() != null && streams.add(event.stream()) && event.continuesStream())
                .toList();
    }
}
