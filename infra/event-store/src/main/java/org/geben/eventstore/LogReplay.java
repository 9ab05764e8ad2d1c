package org.geben.eventstore;

import java.util.Iterator;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A log's events in order, from some position to where the log ends when it is reached: page by page, no page empty,
 * payload and metadata deserialised. Pages to come are prepared by other threads, within bounded memory, while the last
 * one is worked on.
 *
 * <p>For one thread, which must close it. {@link #hasNext} waits for the next page. It throws, and the replay is over:
 *
 * <ul>
 *   <li>an {@link org.axonframework.eventsourcing.eventstore.EventStoreException} if the log does not answer,
 *   <li>a {@link org.axonframework.serialization.SerializationException} that names the event and its position if one
 *       cannot be deserialised; all pages before its own have then been given.
 * </ul>
 */
public interface LogReplay extends Iterator<List<TrackedEventMessage<?>>>, AutoCloseable {

    @Override
    void close();
}
