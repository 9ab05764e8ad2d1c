package org.geben.eventstore.postgresql;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.geben.eventstore.engine.Outcome;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;

/** One caller's events on their way to the log, stored together or not at all. */
final class Append {

    private final List<SerializedEvent> events;
    private final long bytes;
    private final Thread caller = Thread.currentThread();
    private volatile @Nullable Outcome outcome;

    Append(List<SerializedEvent> events) {
        this.events = events;
        this.bytes = events.stream().mapToLong(SerializedEvent::bytes).sum();
    }

    List<SerializedEvent> events() {
        return events;
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
}
