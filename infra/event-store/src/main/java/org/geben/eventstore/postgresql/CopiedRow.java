package org.geben.eventstore.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.serialization.SimpleSerializedObject;
import org.geben.eventstore.engine.RecordedMetaData;
import org.geben.eventstore.engine.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * One message of a binary {@code COPY}: a row, the first one after a header, or the end. A row is a number of fields, and
 * each field its length, -1 for null, and that many bytes, all numbers with the most significant byte first.
 */
final class CopiedRow {

    /** What has to be copied, in this order. */
    static final String COLUMNS = "position, event_id, type, stream, sequence, payload_type, payload_revision, payload,"
            + " metadata, occurred_at, recorded_at";

    private static final byte SIGNATURE = 'P';
    private static final int SIGNATURE_AND_FLAGS = 15;
    private static final long EPOCH_OF_SERVER =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long MICROS = 1_000_000;

    private final ByteBuffer bytes;
    private final int fields;
    private final long position;

    CopiedRow(byte[] message) {
        this.bytes = ByteBuffer.wrap(message);
        // A row begins with the high byte of its number of fields, which is 0, and the end with -1.
        if (message[0] == SIGNATURE) {
            bytes.position(SIGNATURE_AND_FLAGS);
            int extension = bytes.getInt();
            bytes.position(bytes.position() + extension);
        }
        this.fields = bytes.hasRemaining() ? bytes.getShort() : -1;
        this.position = isEndOfCopy() ? -1 : number();
    }

    /** Or a header alone: nothing that is an event. */
    boolean isEndOfCopy() {
        return fields < 0;
    }

    long position() {
        return position;
    }

    /** To be called once. */
    TrackedEventData<?> event() {
        String id = new UUID(skipLength().getLong(), bytes.getLong()).toString();
        @Nullable String type = text();
        @Nullable String stream = text();
        long sequence = number();
        String payloadType = String.valueOf(text());
        @Nullable String payloadRevision = text();
        byte[] payload = binary();
        byte[] metadata = binary();
        Instant occurredAt = instant();
        Instant recordedAt = instant();

        GlobalSequenceTrackingToken token = new GlobalSequenceTrackingToken(position);
        StoredEvent event = new StoredEvent(
                id,
                occurredAt,
                new SimpleSerializedObject<>(payload, byte[].class, payloadType, payloadRevision),
                new RecordedMetaData(metadata, recordedAt));
        return stream == null
                ? new StoredEvent.Tracked(event, token)
                : new TrackedDomainEventData<>(
                        token, new StoredEvent.InStream(event, String.valueOf(type), stream, sequence));
    }

    private ByteBuffer skipLength() {
        bytes.getInt();
        return bytes;
    }

    /** 0 for null. */
    private long number() {
        return bytes.getInt() < 0 ? 0 : bytes.getLong();
    }

    private @Nullable String text() {
        int length = bytes.getInt();
        if (length < 0) {
            return null;
        }
        String text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }

    private byte[] binary() {
        byte[] binary = new byte[bytes.getInt()];
        bytes.get(binary);
        return binary;
    }

    private Instant instant() {
        long micros = skipLength().getLong();
        return Instant.ofEpochSecond(
                EPOCH_OF_SERVER + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }
}
