package org.geben.eventstore.kurrentdb.server;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.UUID;

/** A record as the server keeps it. */
record LogEntry(long position, String stream, long revision, Proposal proposal, Instant created) {

    /** What a client wants to have recorded. */
    record Proposal(UUID id, String type, String contentType, ByteString data, ByteString metadata) {

        int size() {
            return type.length() + data.size() + metadata.size();
        }
    }
}
