package org.geben.eventstore;

import java.util.Iterator;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A log's events in order, from some position to where the log ends when it is reached: page by page, no page empty,
 * payload and metadata deserialised, except that of one for which this fails: it fails again with a {@link
 * org.axonframework.serialization.SerializationException} when somebody looks into that event. Pages to come are prepared by other threads, within bounded memory, while the last
 * one is worked on.
 *
 * <p>For one thread, which must close it. {@link #hasNext} waits for the next page. It throws an {@link
 * org.axonframework.eventsourcing.eventstore.EventStoreException}, and the replay is over, if the log does not answer.
 */
public interface LogReplay extends Iterator<List<TrackedEventMessage<?>>>, AutoCloseable {

    @Override
    void close();
}
