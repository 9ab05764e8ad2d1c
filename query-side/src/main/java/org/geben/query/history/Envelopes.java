package org.geben.query.history;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.geben.kernel.Envelope;
import org.geben.kernel.EventNames;
import org.jspecify.annotations.Nullable;

/** Puts an event of the log into its envelope. Every event of Geben belongs to a stream; the log holds no other. */
final class Envelopes {
    private Envelopes() {}

    static Envelope of(TrackedEventMessage<?> event) {
        DomainEventMessage<?> inStream = (DomainEventMessage<?>) event;
        MetaData metaData = event.getMetaData();
        String recordedAt = text(metaData, Envelope.RECORDED_AT);
        return new Envelope(
                Position.of(event.trackingToken()),
                UUID.fromString(event.getIdentifier()),
                typeOf(event),
                inStream.getAggregateIdentifier(),
                inStream.getSequenceNumber(),
                event.getTimestamp(),
                recordedAt == null ? null : Instant.parse(recordedAt),
                text(metaData, Envelope.ACTOR),
                text(metaData, Envelope.CORRELATION_ID),
                text(metaData, Envelope.CAUSATION_ID),
                text(metaData, Envelope.SOURCE),
                "true".equals(text(metaData, Envelope.TIME_INFERRED)) ? true : null,
                event.getPayload());
    }

    /** Does not deserialise the event. */
    static String typeOf(TrackedEventMessage<?> event) {
        return EventNames.of(event.getPayloadType());
    }

    /** Does not deserialise the event. */
    static String streamOf(TrackedEventMessage<?> event) {
        return ((DomainEventMessage<?>) event).getAggregateIdentifier();
    }

    private static @Nullable String text(MetaData metaData, String key) {
        Object value = metaData.get(key);
        return value == null ? null : value.toString();
    }
}
