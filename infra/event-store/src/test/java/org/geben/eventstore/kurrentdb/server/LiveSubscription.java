package org.geben.eventstore.kurrentdb.server;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Sends one subscriber the records that it wants, and now and then how far the log was looked through for them. */
final class LiveSubscription {

    private static final int CHECKPOINT_EVERY = 32;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ServerLog log;
    private final Predicate<LogEntry> wanted;
    private final ServerCallStreamObserver<ReadResp> subscriber;
    private final Consumer<LiveSubscription> ended;
    private final long after;
    private volatile boolean dropped;

    LiveSubscription(
            ServerLog log,
            long after,
            ReadReq.Options options,
            ServerCallStreamObserver<ReadResp> subscriber,
            Consumer<LiveSubscription> ended) {
        this.log = log;
        this.after = after;
        this.wanted = Wire.filter(options);
        this.subscriber = subscriber;
        this.ended = ended;
    }

    void start() {
        subscriber.setOnCancelHandler(() -> {});
        Thread.ofPlatform().daemon().name("subscription").start(this::serve);
    }

    /** As if the connection were lost. */
    void drop() {
        dropped = true;
    }

    private void serve() {
        try {
            subscriber.onNext(Wire.confirmation(UUID.randomUUID().toString()));
            long sent = after;
            int considered = 0;
            while (!subscriber.isCancelled() && !dropped) {
                List<LogEntry> entries = log.awaitAfter(sent, LOOK);
                for (LogEntry entry : entries) {
                    sent = entry.position();
                    if (wanted.test(entry)) {
                        subscriber.onNext(Wire.event(entry));
                    }
                    if (++considered % CHECKPOINT_EVERY == 0) {
                        subscriber.onNext(Wire.checkpoint(sent));
                    }
                }
            }
            if (dropped) {
                subscriber.onError(Status.UNAVAILABLE.asRuntimeException());
            }
        } catch (InterruptedException | RuntimeException gone) {
            dropped = true;
        } finally {
            ended.accept(this);
        }
    }
}
