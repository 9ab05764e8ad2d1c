package org.geben.eventstore.engine;

import java.time.Instant;
import org.axonframework.serialization.SerializedMetaData;

/** Serialised metadata, with the log's own entry beside it: that one is not known before the event is stored. */
public final class RecordedMetaData extends SerializedMetaData<byte[]> {

    private final Instant recordedAt;

    public RecordedMetaData(byte[] data, Instant recordedAt) {
        super(data, byte[].class);
        this.recordedAt = recordedAt;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
