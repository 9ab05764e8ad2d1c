package org.geben.eventstore.kurrentdb;

import static java.util.Objects.requireNonNull;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.geben.eventstore.engine.SerializedEvent;

/**
 * The snapshots of each aggregate in a stream beside its own, of which the server shows the last one only and gives the
 * others' room back in its own time.
 */
final class Snapshots {

    /** Another node may store one in between, and another; whoever loses that often has an old one anyway. */
    private static final int ATTEMPTS = 5;

    private final Connection connection;
    private final Reads reads;

    Snapshots(Connection connection, Reads reads) {
        this.connection = connection;
        this.reads = reads;
    }

    Optional<DomainEventData<?>> of(String aggregate) {
        return reads.lastOf(StreamNames.ofSnapshot(aggregate)).map(Records::snapshot);
    }

    /** Unless a later state's is there already. */
    void store(SerializedEvent snapshot) {
        String name = StreamNames.ofSnapshot(requireNonNull(snapshot.stream()));
        long sequence = requireNonNull(snapshot.sequence());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<RecordedEvent> kept = reads.lastOf(name);
            if (kept.isPresent() && Records.snapshot(kept.get()).getSequenceNumber() > sequence) {
                return;
            }
            if (kept.isEmpty()) {
                keepOne(name);
            }
            if (append(name, kept, snapshot)) {
                return;
            }
        }
    }

    private void keepOne(String name) {
        StreamMetadata one = new StreamMetadata();
        one.setMaxCount(1L);
        try {
            connection.ask(client -> client.setStreamMetadata(
                    name, AppendToStreamOptions.get().streamState(StreamState.noStream()), one));
        } catch (Fault fault) {
            if (!(fault.reason() instanceof WrongExpectedVersionException)) {
                throw fault.asNoAnswer();
            }
        }
    }

    private boolean append(String name, Optional<RecordedEvent> after, SerializedEvent snapshot) {
        StreamState expected = after.map(last -> StreamState.streamRevision(last.getRevision()))
                .orElseGet(StreamState::noStream);
        EventData event = Records.of(snapshot);
        try {
            connection.ask(client ->
                    client.appendToStream(name, AppendToStreamOptions.get().streamState(expected), event));
            return true;
        } catch (Fault fault) {
            if (fault.reason() instanceof WrongExpectedVersionException) {
                return false;
            }
            throw fault.asNoAnswer();
        }
    }
}
