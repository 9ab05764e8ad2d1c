package org.geben.query.generation;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** The log, as whoever builds a generation reads it. */
public interface History {
    /** The position of the log's last event at present, 0 while there is none. */
    long head();

    /** When the event at the position was recorded, or the first behind it if there is none; empty at the log's end. */
    Optional<Instant> recordedAt(long position);

    /** Reads from behind a position to wherever the log ends when it is reached. */
    Replay after(long position);

    /** The events of one stream from a sequence number on, in order; none is deserialised before it is looked into. */
    Iterator<? extends DomainEventMessage<?>> stream(String stream, long from);

    /** Events in order, some at a time; for one thread, which must close it. */
    interface Replay extends Iterator<List<TrackedEventMessage<?>>>, AutoCloseable {
        @Override
        void close();
    }
}
