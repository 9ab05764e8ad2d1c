package org.geben.eventstore.kurrentdb.server;

import static io.grpc.Metadata.ASCII_STRING_MARSHALLER;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.kurrentdb.protocol.v2.common.errors.NotLeaderNodeErrorDetails;

/** Sends callers who want the leader to it. */
final class LeaderCheck implements ServerInterceptor {

    private static final Metadata.Key<String> REQUIRES_LEADER =
            Metadata.Key.of("requires-leader", ASCII_STRING_MARSHALLER);
    private static final Context.Key<Boolean> LEADER_REQUIRED = Context.keyWithDefault("leader required", false);

    private final Node self;
    private final Leadership leadership;

    LeaderCheck(Node self, Leadership leadership) {
        this.self = self;
        this.leadership = leadership;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        boolean required = "true".equalsIgnoreCase(headers.get(REQUIRES_LEADER));
        return Contexts.interceptCall(Context.current().withValue(LEADER_REQUIRED, required), call, headers, next);
    }

    boolean sendsAway() {
        return LEADER_REQUIRED.get() && !leads();
    }

    boolean leads() {
        return leadership.leader() == self;
    }

    /** As the calls of EventStoreDB's time say it. */
    StatusRuntimeException elsewhere() {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("exception", ASCII_STRING_MARSHALLER), "not-leader");
        trailers.put(Metadata.Key.of("leader-endpoint-host", ASCII_STRING_MARSHALLER), "127.0.0.1");
        trailers.put(
                Metadata.Key.of("leader-endpoint-port", ASCII_STRING_MARSHALLER),
                Integer.toString(leadership.leader().port()));
        return io.grpc.Status.NOT_FOUND.withDescription("Leader info available").asRuntimeException(trailers);
    }

    /** As an append to several streams says it. */
    StatusRuntimeException elsewhereForSeveral() {
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.FAILED_PRECONDITION_VALUE)
                .setMessage("The server is not the leader node and cannot handle the request.")
                .addDetails(Any.pack(NotLeaderNodeErrorDetails.newBuilder()
                        .setCurrentLeader(NotLeaderNodeErrorDetails.NodeInfo.newBuilder()
                                .setHost("127.0.0.1")
                                .setPort(leadership.leader().port()))
                        .build()))
                .build());
    }
}
