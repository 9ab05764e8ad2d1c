package org.geben.eventstore.kurrentdb.server;

import com.google.protobuf.ByteString;
import io.kurrent.dbclient.proto.shared.Shared.Empty;
import io.kurrent.dbclient.proto.shared.Shared.StreamIdentifier;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.geben.eventstore.kurrentdb.server.LogEntry.Proposal;

/** The messages of the protocol, to and fro. */
final class Wire {

    private Wire() {}

    static Proposal proposal(AppendReq.ProposedMessage message) {
        UUID id = new UUID(
                message.getId().getStructured().getMostSignificantBits(),
                message.getId().getStructured().getLeastSignificantBits());
        return new Proposal(
                id,
                message.getMetadataOrThrow("type"),
                message.getMetadataOrThrow("content-type"),
                message.getData(),
                message.getCustomMetadata());
    }

    static StreamAppend append(AppendReq.Options options, List<Proposal> records) {
        long expected = switch (options.getExpectedStreamRevisionCase()) {
            case REVISION -> options.getRevision();
            case NO_STREAM -> StreamAppend.NO_STREAM;
            case STREAM_EXISTS -> StreamAppend.EXISTS;
            default -> StreamAppend.ANY;
        };
        return new StreamAppend(
                options.getStreamIdentifier().getStreamName().toStringUtf8(), expected, List.copyOf(records));
    }

    static AppendResp.WrongExpectedVersion wrongExpectedVersion(AppendResult.Conflict conflict) {
        AppendResp.WrongExpectedVersion.Builder wrong = AppendResp.WrongExpectedVersion.newBuilder();
        if (conflict.append().expected() == StreamAppend.NO_STREAM) {
            wrong.setExpectedNoStream(Empty.getDefaultInstance());
        } else {
            wrong.setExpectedRevision(conflict.append().expected());
        }
        if (conflict.actual() < 0) {
            wrong.setCurrentNoStream(Empty.getDefaultInstance());
        } else {
            wrong.setCurrentRevision(conflict.actual());
        }
        return wrong.build();
    }

    static ReadResp event(LogEntry entry) {
        return ReadResp.newBuilder()
                .setEvent(ReadResp.ReadEvent.newBuilder()
                        .setEvent(recorded(entry))
                        .setCommitPosition(entry.position()))
                .build();
    }

    private static ReadResp.ReadEvent.RecordedEvent recorded(LogEntry entry) {
        Proposal record = entry.proposal();
        return ReadResp.ReadEvent.RecordedEvent.newBuilder()
                .setId(uuid(record.id()))
                .setStreamIdentifier(stream(entry.stream()))
                .setStreamRevision(entry.revision())
                .setCommitPosition(entry.position())
                .setPreparePosition(entry.position())
                .putMetadata("type", record.type())
                .putMetadata("content-type", record.contentType())
                .putMetadata("created", Long.toString(ticks(entry.created())))
                .setData(record.data())
                .setCustomMetadata(record.metadata())
                .build();
    }

    /** Of a hundred nanoseconds each, since 1970. */
    private static long ticks(Instant instant) {
        return instant.getEpochSecond() * 10_000_000 + instant.getNano() / 100;
    }

    private static io.kurrent.dbclient.proto.shared.Shared.UUID uuid(UUID id) {
        return io.kurrent.dbclient.proto.shared.Shared.UUID
                .newBuilder()
                .setStructured(io.kurrent.dbclient.proto.shared.Shared.UUID
                        .Structured
                        .newBuilder()
                        .setMostSignificantBits(id.getMostSignificantBits())
                        .setLeastSignificantBits(id.getLeastSignificantBits()))
                .build();
    }

    static ReadResp streamNotFound(String name) {
        return ReadResp.newBuilder()
                .setStreamNotFound(ReadResp.StreamNotFound.newBuilder().setStreamIdentifier(stream(name)))
                .build();
    }

    static ReadResp confirmation(String subscription) {
        return ReadResp.newBuilder()
                .setConfirmation(ReadResp.SubscriptionConfirmation.newBuilder().setSubscriptionId(subscription))
                .build();
    }

    static ReadResp checkpoint(long position) {
        return ReadResp.newBuilder()
                .setCheckpoint(ReadResp.Checkpoint.newBuilder()
                        .setCommitPosition(position)
                        .setPreparePosition(position))
                .build();
    }

    private static StreamIdentifier stream(String name) {
        return StreamIdentifier.newBuilder()
                .setStreamName(ByteString.copyFromUtf8(name))
                .build();
    }

    static Predicate<LogEntry> filter(ReadReq.Options options) {
        if (!options.hasFilter()) {
            return entry -> true;
        }
        ReadReq.Options.FilterOptions filter = options.getFilter();
        if (filter.hasEventType()) {
            Pattern types = Pattern.compile(filter.getEventType().getRegex());
            return entry -> types.matcher(entry.proposal().type()).find();
        }
        Pattern streams = Pattern.compile(filter.getStreamIdentifier().getRegex());
        return entry -> streams.matcher(entry.stream()).find();
    }
}
