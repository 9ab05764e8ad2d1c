package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.RecordedEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SimpleSerializedObject;
import org.geben.eventstore.engine.RecordedMetaData;
import org.geben.eventstore.engine.SerializedEvent;
import org.geben.eventstore.engine.StoredEvent;

/** Events as KurrentDB's records, and back. A record's event type is the payload's type, its data the payload. */
final class Records {

    private Records() {}

    static EventData of(SerializedEvent event) {
        return EventData.builderAsJson(UUID.fromString(event.id()), event.payloadType(), event.payload())
                .metadataAsBytes(Metadata.of(event))
                .build();
    }

    /** Whether the record is one of the log's events: not the server's own, not a snapshot, not some other program's. */
    static boolean isEvent(RecordedEvent record) {
        return StreamNames.isOfEvents(record.getStreamId())
                && !record.getEventType().startsWith("$");
    }

    /** Where any record stands; enough to go on reading from. */
    static long commitPosition(RecordedEvent record) {
        return record.getPosition().getCommitUnsigned();
    }

    /**
     * The place in the log of one of its events.
     *
     * @throws EventStoreException if it is not one number, as it is for every record that this engine writes
     */
    static long position(RecordedEvent record) {
        Position position = record.getPosition();
        if (position.getCommitUnsigned() != position.getPrepareUnsigned()) {
            throw new EventStoreException(
                    "Event %d of stream [%s] stands at %s in the log: it was written in a transaction of many requests, and a token cannot hold two positions"
                            .formatted(record.getRevision(), record.getStreamId(), position));
        }
        return position.getCommitUnsigned();
    }

    static TrackedEventData<?> tracked(RecordedEvent record) {
        GlobalSequenceTrackingToken token = new GlobalSequenceTrackingToken(position(record));
        Metadata metadata = Metadata.parse(record.getUserMetadata());
        StoredEvent event = stored(record, metadata, new RecordedMetaData(metadata.metadata(), record.getCreated()));
        return StreamNames.isOfAggregate(record.getStreamId())
                ? new TrackedDomainEventData<>(token, inItsPlace(record, metadata, event))
                : new StoredEvent.Tracked(event, token);
    }

    static DomainEventData<?> inStream(RecordedEvent record) {
        Metadata metadata = Metadata.parse(record.getUserMetadata());
        return inItsPlace(record, metadata, stored(record, metadata, axonMetadata(metadata)));
    }

    /** A snapshot's sequence is that of the last event it stands for, and says nothing of its place in its own stream. */
    static DomainEventData<?> snapshot(RecordedEvent record) {
        Metadata metadata = Metadata.parse(record.getUserMetadata());
        return ofAggregate(record, metadata, stored(record, metadata, axonMetadata(metadata)));
    }

    private static StoredEvent.InStream inItsPlace(RecordedEvent record, Metadata metadata, StoredEvent event) {
        if (metadata.sequence() != record.getRevision()) {
            throw new EventStoreException(
                    "Event %d of stream [%s] was appended as number %d: the stream is not as this engine wrote it"
                            .formatted(record.getRevision(), record.getStreamId(), metadata.sequence()));
        }
        return ofAggregate(record, metadata, event);
    }

    private static StoredEvent.InStream ofAggregate(RecordedEvent record, Metadata metadata, StoredEvent event) {
        return new StoredEvent.InStream(
                event, metadata.type(), StreamNames.aggregateOf(record.getStreamId()), metadata.sequence());
    }

    private static StoredEvent stored(
            RecordedEvent record, Metadata metadata, SerializedMetaData<byte[]> serializedMetadata) {
        return new StoredEvent(
                record.getEventId().toString(),
                Instant.EPOCH.plus(metadata.occurredMicros(), ChronoUnit.MICROS),
                new SimpleSerializedObject<>(
                        record.getEventData(),
                        byte[].class,
                        record.getEventType(),
                        metadata.payloadRevision().orElse(null)),
                serializedMetadata);
    }

    private static SerializedMetaData<byte[]> axonMetadata(Metadata metadata) {
        return new SerializedMetaData<>(metadata.metadata(), byte[].class);
    }
}
