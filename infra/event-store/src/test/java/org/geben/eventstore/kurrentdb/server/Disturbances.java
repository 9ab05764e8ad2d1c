package org.geben.eventstore.kurrentdb.server;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What is to befall the next appends. */
final class Disturbances {

    interface Append<T> {
        /** The answer to it. */
        T carryOut();
    }

    private final Queue<Disturbance> next = new ConcurrentLinkedQueue<>();

    void add(Disturbance disturbance) {
        next.add(disturbance);
    }

    /** Answers with what the append makes, unless something is to befall it. */
    <T> void answer(StreamObserver<T> caller, Append<T> append) {
        @Nullable Disturbance disturbance = next.poll();
        switch (disturbance) {
            case null -> {
                caller.onNext(append.carryOut());
                caller.onCompleted();
            }
            case REQUEST_LOST -> caller.onError(broken());
            case NOT_READY ->
                caller.onError(Status.UNAVAILABLE
                        .withDescription("Server Is Not Ready")
                        .asRuntimeException());
            case ANSWER_LOST -> {
                append.carryOut();
                caller.onError(broken());
            }
            case SILENCE -> append.carryOut();
            case SERVER_ERROR -> {
                append.carryOut();
                caller.onError(Status.INTERNAL.asRuntimeException());
            }
        }
    }

    private static RuntimeException broken() {
        return Status.UNAVAILABLE
                .withDescription("Network closed for unknown reason")
                .asRuntimeException();
    }
}
