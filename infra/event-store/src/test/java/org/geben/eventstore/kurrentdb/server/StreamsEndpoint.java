package org.geben.eventstore.kurrentdb.server;

import static java.util.Objects.requireNonNull;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.streams.StreamsGrpc.StreamsImplBase;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.geben.eventstore.kurrentdb.server.LogEntry.Proposal;
import org.jspecify.annotations.Nullable;

/** Takes appends to one stream, and lets read and subscribe. */
final class StreamsEndpoint extends StreamsImplBase {

    private final ServerLog log;
    private final LeaderCheck leader;
    private final Disturbances disturbances;
    private final Set<LiveSubscription> subscriptions = ConcurrentHashMap.newKeySet();

    StreamsEndpoint(ServerLog log, LeaderCheck leader, Disturbances disturbances) {
        this.log = log;
        this.leader = leader;
        this.disturbances = disturbances;
    }

    @Override
    public StreamObserver<AppendReq> append(StreamObserver<AppendResp> caller) {
        boolean sentAway = leader.sendsAway();
        List<Proposal> records = new ArrayList<>();
        return new StreamObserver<>() {
            private AppendReq.@Nullable Options options;

            @Override
            public void onNext(AppendReq request) {
                if (request.hasOptions()) {
                    options = request.getOptions();
                } else {
                    records.add(Wire.proposal(request.getProposedMessage()));
                }
            }

            @Override
            public void onError(Throwable gone) {}

            @Override
            public void onCompleted() {
                if (sentAway) {
                    caller.onError(leader.elsewhere());
                    return;
                }
                StreamAppend append = Wire.append(requireNonNull(options), records);
                try {
                    disturbances.answer(caller, () -> response(log.append(List.of(append))));
                } catch (StatusRuntimeException refusal) {
                    caller.onError(refusal);
                }
            }
        };
    }

    private static AppendResp response(AppendResult result) {
        return switch (result) {
            case AppendResult.Stored stored ->
                AppendResp.newBuilder()
                        .setSuccess(AppendResp.Success.newBuilder()
                                .setCurrentRevision(stored.revisions().getFirst())
                                .setPosition(AppendResp.Position.newBuilder()
                                        .setCommitPosition(stored.position())
                                        .setPreparePosition(stored.position())))
                        .build();
            case AppendResult.Conflict conflict ->
                AppendResp.newBuilder()
                        .setWrongExpectedVersion(Wire.wrongExpectedVersion(conflict))
                        .build();
            case AppendResult.TooLarge tooLarge ->
                throw Status.INVALID_ARGUMENT
                        .withDescription("Maximum Append Size of %d Exceeded.".formatted(tooLarge.limit()))
                        .asRuntimeException();
            case AppendResult.Mixed mixed -> throw new IllegalStateException("One stream is either stored or not");
        };
    }

    @Override
    public void read(ReadReq request, StreamObserver<ReadResp> caller) {
        if (leader.sendsAway()) {
            caller.onError(leader.elsewhere());
            return;
        }
        ReadReq.Options options = request.getOptions();
        try {
            if (options.hasSubscription()) {
                subscribe(options, (ServerCallStreamObserver<ReadResp>) caller);
                return;
            }
            if (options.hasAll()) {
                readAll(options).forEach(entry -> caller.onNext(Wire.event(entry)));
            } else {
                readStream(options, caller);
            }
            caller.onCompleted();
        } catch (ServerLog.InvalidPosition e) {
            caller.onError(Status.UNKNOWN
                    .withDescription("Unexpected ReadAllResult: InvalidPosition")
                    .asRuntimeException());
        }
    }

    private List<LogEntry> readAll(ReadReq.Options options) throws ServerLog.InvalidPosition {
        ReadReq.Options.AllOptions all = options.getAll();
        if (options.getReadDirection() == ReadReq.Options.ReadDirection.Backwards) {
            return log.before(
                    all.hasEnd() ? Long.MAX_VALUE : all.getPosition().getCommitPosition(), options.getCount());
        }
        return log.from(all.hasStart() ? 0 : all.getPosition().getCommitPosition(), options.getCount());
    }

    private void readStream(ReadReq.Options options, StreamObserver<ReadResp> caller) {
        ReadReq.Options.StreamOptions wanted = options.getStream();
        String name = wanted.getStreamIdentifier().getStreamName().toStringUtf8();
        @Nullable List<LogEntry> entries = log.stream(name);
        if (entries == null) {
            caller.onNext(Wire.streamNotFound(name));
            return;
        }
        boolean backwards = options.getReadDirection() == ReadReq.Options.ReadDirection.Backwards;
        long revision = wanted.hasStart() ? 0 : wanted.hasEnd() ? Long.MAX_VALUE : wanted.getRevision();
        (backwards ? entries.reversed() : entries)
                .stream()
                        .filter(entry -> backwards ? entry.revision() <= revision : entry.revision() >= revision)
                        .limit(options.getCount())
                        .forEach(entry -> caller.onNext(Wire.event(entry)));
    }

    private void subscribe(ReadReq.Options options, ServerCallStreamObserver<ReadResp> caller) {
        ReadReq.Options.AllOptions all = options.getAll();
        long after = all.hasEnd()
                ? log.lastPosition()
                : all.hasStart() ? -1 : all.getPosition().getCommitPosition();
        LiveSubscription subscription = new LiveSubscription(log, after, options, caller, subscriptions::remove);
        subscriptions.add(subscription);
        subscription.start();
    }

    void dropSubscriptions() {
        subscriptions.forEach(LiveSubscription::drop);
    }

    int subscriptions() {
        return subscriptions.size();
    }
}
