package org.geben.eventstore.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to the log.
 *
 * @param id a UUID in its canonical form
 * @param type of the aggregate; null outside an aggregate, like stream and sequence
 * @param occurredMicros microseconds since 1970
 */
public record SerializedEvent(
        String id,
        @Nullable String type,
        @Nullable String stream,
        @Nullable Long sequence,
        String payloadType,
        @Nullable String payloadRevision,
        byte[] payload,
        byte[] metadata,
        long occurredMicros) {

    /** @throws EventStoreException if the event's identifier is no UUID in canonical form */
    public static SerializedEvent of(EventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metadata = event.serializeMetaData(serializer, byte[].class);
        DomainEventMessage<?> domainEvent = event instanceof DomainEventMessage<?> d ? d : null;
        return new SerializedEvent(
                requireCanonical(event.getIdentifier()),
                domainEvent == null ? null : domainEvent.getType(),
                domainEvent == null ? null : domainEvent.getAggregateIdentifier(),
                domainEvent == null ? null : domainEvent.getSequenceNumber(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                metadata.getData(),
                microseconds(event.getTimestamp()));
    }

    /** The first event of the list that no log could hold beside those before it in the list. */
    public static @Nullable SerializedEvent firstContradiction(List<SerializedEvent> events) {
        if (events.size() == 1) {
            return null;
        }
        Set<String> ids = new HashSet<>();
        Map<String, Long> ends = new HashMap<>();
        for (SerializedEvent event : events) {
            @Nullable Long before = event.stream == null ? null : ends.put(event.stream, event.sequence);
            if (!ids.add(event.id) || (before != null && !event.follows(before))) {
                return event;
            }
        }
        return null;
    }

    public int bytes() {
        return payload.length + metadata.length;
    }

    public boolean follows(long earlierSequence) {
        return sequence != null && sequence == earlierSequence + 1;
    }

    public boolean startsStream() {
        return sequence != null && sequence == 0L;
    }

    public boolean continuesStream() {
        return sequence != null && sequence > 0;
    }

    public String place() {
        return stream == null ? "outside any stream" : "at sequence [%d] of stream [%s]".formatted(sequence, stream);
    }

    // Rounded down: PostgreSQL keeps no more, and a log must not change with its engine.
    private static long microseconds(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    // Engines keep the sixteen bytes, not the text. A form that these would not give back unchanged is refused.
    private static String requireCanonical(String id) {
        try {
            if (UUID.fromString(id).toString().equals(id)) {
                return id;
            }
        } catch (IllegalArgumentException notAUuid) {
            throw new EventStoreException("The event identifier [%s] is not a UUID".formatted(id), notAUuid);
        }
        throw new EventStoreException("The event identifier [%s] is not a UUID in its canonical form".formatted(id));
    }
}
