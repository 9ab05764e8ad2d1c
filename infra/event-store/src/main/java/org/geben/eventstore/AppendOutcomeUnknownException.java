package org.geben.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The connection, or what the writing thread needs to go on, was lost while the log may have been committing: the events
 * are stored or they are not, and the engine could not find out. Appending the same events (the same identifiers, streams
 * and sequence numbers) again is harmless. Every other {@link EventStoreException} of an append means that nothing was
 * stored.
 */
public final class AppendOutcomeUnknownException extends EventStoreException {

    public AppendOutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
