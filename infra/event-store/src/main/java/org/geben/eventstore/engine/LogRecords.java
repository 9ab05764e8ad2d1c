package org.geben.eventstore.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedEventData;

/**
 * A log as its database has it: everything but appending. Whatever it answers comes from a prefix of the log, never from
 * one with a hole in it. Without an answer its methods throw an
 * {@link org.axonframework.eventsourcing.eventstore.EventStoreException}.
 */
public interface LogRecords {

    /**
     * The next events of the log, with {@link RecordedMetaData}.
     *
     * @param position need not be that of an event
     * @return empty only at the log's end
     */
    List<TrackedEventData<?>> eventsAfter(long position, int limit);

    /**
     * Whether it is known that the log had no more events when a page of them was read.
     *
     * @param events how many the page has
     * @param limit how many it could have had
     */
    default boolean isLast(int events, int limit) {
        return events == 0;
    }

    /** All events after the position, for reading through the log. */
    default LogScan scan(long position) {
        return new PagedScan(this, position);
    }

    /** A stream's events in order; fewer than the limit only at the stream's end. */
    List<DomainEventData<?>> eventsOf(String stream, long firstSequence, int limit);

    /** The first events of each stream that has any. */
    Map<String, List<DomainEventData<?>>> eventsOf(Collection<String> streams, int limitPerStream);

    Optional<Long> lastSequenceOf(String stream);

    /** The position of the last event, or 0. */
    long head();

    /** The position just before the first event recorded at or after the instant; the head if there is none. */
    long positionBefore(Instant instant);

    /** When the first event after the position was recorded. */
    Optional<Instant> recordedAfter(long position);

    Optional<DomainEventData<?>> snapshotOf(String stream);

    /** Keeps one snapshot of each stream; one taken of an earlier state does not replace a later one. */
    void storeSnapshot(SerializedEvent snapshot);
}
