package org.geben.eventstore;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.messaging.Message;

/**
 * When the log took an event, by the log's own clock. An event's timestamp says when it happened, and the application
 * may set it; this one nobody can set. It never falls along a log in PostgreSQL; along one in KurrentDB it does if the
 * server's clock was set back. Events read by tracking carry it as metadata.
 */
public final class RecordedAt {

    /** The metadata key; its value is an ISO-8601 instant in UTC, as text. */
    public static final String KEY = "recordedAt";

    private RecordedAt() {}

    /** The instant that the message carries, or empty if it was not read by tracking. */
    public static Optional<Instant> of(Message<?> event) {
        return event.getMetaData().get(KEY) instanceof String text
                ? Optional.of(Instant.parse(text))
                : Optional.empty();
    }
}
