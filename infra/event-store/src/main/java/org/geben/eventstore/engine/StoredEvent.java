package org.geben.eventstore.engine;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;

/** An event as read from the log, still serialised, for upcasters to work on. */
public class StoredEvent implements EventData<byte[]> {

    private final String id;
    private final Instant occurredAt;
    private final SerializedObject<byte[]> payload;
    private final SerializedObject<byte[]> metadata;

    public StoredEvent(
            String id, Instant occurredAt, SerializedObject<byte[]> payload, SerializedObject<byte[]> metadata) {
        this.id = id;
        this.occurredAt = occurredAt;
        this.payload = payload;
        this.metadata = metadata;
    }

    @Override
    public String getEventIdentifier() {
        return id;
    }

    @Override
    public Instant getTimestamp() {
        return occurredAt;
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return payload;
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return metadata;
    }

    /** An event of an aggregate's stream. */
    public static final class InStream extends StoredEvent implements DomainEventData<byte[]> {

        private final String type;
        private final String stream;
        private final long sequence;

        public InStream(StoredEvent event, String type, String stream, long sequence) {
            super(event.id, event.occurredAt, event.payload, event.metadata);
            this.type = type;
            this.stream = stream;
            this.sequence = sequence;
        }

        @Override
        public String getType() {
            return type;
        }

        @Override
        public String getAggregateIdentifier() {
            return stream;
        }

        @Override
        public long getSequenceNumber() {
            return sequence;
        }
    }

    /** An event outside any aggregate, read by tracking. */
    public static final class Tracked extends StoredEvent implements TrackedEventData<byte[]> {

        private final TrackingToken token;

        public Tracked(StoredEvent event, TrackingToken token) {
            super(event.id, event.occurredAt, event.payload, event.metadata);
            this.token = token;
        }

        @Override
        public TrackingToken trackingToken() {
            return token;
        }
    }
}
