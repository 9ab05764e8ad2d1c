package org.geben.eventstore.kurrentdb.server;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.kurrentdb.protocol.v2.streams.AppendRecord;
import io.kurrentdb.protocol.v2.streams.AppendRequest;
import io.kurrentdb.protocol.v2.streams.AppendResponse;
import io.kurrentdb.protocol.v2.streams.AppendSessionResponse;
import io.kurrentdb.protocol.v2.streams.StreamsServiceGrpc.StreamsServiceImplBase;
import io.kurrentdb.protocol.v2.streams.errors.AppendTransactionSizeExceededErrorDetails;
import io.kurrentdb.protocol.v2.streams.errors.StreamAlreadyInAppendSessionErrorDetails;
import io.kurrentdb.protocol.v2.streams.errors.StreamRevisionConflictErrorDetails;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.geben.eventstore.kurrentdb.server.LogEntry.Proposal;

/** Takes appends to several streams at once. */
final class SeveralStreamsEndpoint extends StreamsServiceImplBase {

    private final ServerLog log;
    private final LeaderCheck leader;
    private final Disturbances disturbances;

    SeveralStreamsEndpoint(ServerLog log, LeaderCheck leader, Disturbances disturbances) {
        this.log = log;
        this.leader = leader;
        this.disturbances = disturbances;
    }

    @Override
    public StreamObserver<AppendRequest> appendSession(StreamObserver<AppendSessionResponse> caller) {
        List<StreamAppend> appends = new ArrayList<>();
        return new StreamObserver<>() {
            @Override
            public void onNext(AppendRequest request) {
                appends.add(new StreamAppend(
                        request.getStream(),
                        request.hasExpectedRevision() ? request.getExpectedRevision() : StreamAppend.ANY,
                        request.getRecordsList().stream()
                                .map(SeveralStreamsEndpoint::proposal)
                                .toList()));
            }

            @Override
            public void onError(Throwable gone) {}

            @Override
            public void onCompleted() {
                try {
                    answer(appends, caller);
                } catch (StatusRuntimeException refusal) {
                    caller.onError(refusal);
                }
            }
        };
    }

    private void answer(List<StreamAppend> appends, StreamObserver<AppendSessionResponse> caller) {
        if (!leader.leads()) {
            throw leader.elsewhereForSeveral();
        }
        Set<String> seen = new HashSet<>();
        for (StreamAppend append : appends) {
            if (!seen.add(append.stream().toLowerCase(Locale.ROOT))) {
                throw refusal(
                        Code.ALREADY_EXISTS,
                        StreamAlreadyInAppendSessionErrorDetails.newBuilder()
                                .setStream(append.stream())
                                .build());
            }
        }
        disturbances.answer(caller, () -> response(appends, log.append(appends)));
    }

    private static AppendSessionResponse response(List<StreamAppend> appends, AppendResult result) {
        return switch (result) {
            case AppendResult.Stored stored -> {
                AppendSessionResponse.Builder response =
                        AppendSessionResponse.newBuilder().setPosition(stored.position());
                for (int i = 0; i < appends.size(); i++) {
                    response.addOutput(AppendResponse.newBuilder()
                            .setStream(appends.get(i).stream())
                            .setStreamRevision(stored.revisions().get(i)));
                }
                yield response.build();
            }
            case AppendResult.Conflict conflict ->
                throw refusal(
                        Code.FAILED_PRECONDITION,
                        StreamRevisionConflictErrorDetails.newBuilder()
                                .setStream(conflict.append().stream())
                                .setExpectedRevision(conflict.append().expected())
                                .setActualRevision(conflict.actual())
                                .build());
            // The real one trips over having no stream to name.
            case AppendResult.Mixed mixed -> throw io.grpc.Status.INTERNAL.asRuntimeException();
            case AppendResult.TooLarge tooLarge ->
                throw refusal(
                        Code.INVALID_ARGUMENT,
                        AppendTransactionSizeExceededErrorDetails.newBuilder()
                                .setSize(tooLarge.size())
                                .setMaxSize(tooLarge.limit())
                                .build());
        };
    }

    private static StatusRuntimeException refusal(Code code, Message details) {
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(code.getNumber())
                .addDetails(Any.pack(details))
                .build());
    }

    /** The server keeps properties, and shows them as JSON to those who ask for metadata. */
    private static Proposal proposal(AppendRecord record) {
        Struct properties = Struct.newBuilder()
                .putAllFields(record.getPropertiesMap())
                .putFields("$schema.name", text(record.getSchema().getName()))
                .putFields("$schema.format", text("Json"))
                .build();
        try {
            return new Proposal(
                    UUID.fromString(record.getRecordId()),
                    record.getSchema().getName(),
                    "application/json",
                    record.getData(),
                    ByteString.copyFromUtf8(JsonFormat.printer().print(properties)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
