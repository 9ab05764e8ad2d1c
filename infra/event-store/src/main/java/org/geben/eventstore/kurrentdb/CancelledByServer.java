package org.geben.eventstore.kurrentdb;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Tells the client of calls that the server has cancelled, as one does that stops. The client takes every cancelled call
 * for one that it has cancelled itself, and answers whoever waits for it never.
 */
final class CancelledByServer implements ClientInterceptor {

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {

            private volatile boolean cancelledHere;

            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<A>(listener) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                boolean lost = status.getCode() == Status.Code.CANCELLED && !cancelledHere;
                                super.onClose(lost ? unavailable(status) : status, trailers);
                            }
                        },
                        headers);
            }

            @Override
            public void cancel(@Nullable String message, @Nullable Throwable cause) {
                cancelledHere = true;
                super.cancel(message, cause);
            }
        };
    }

    private static Status unavailable(Status cancelled) {
        return Status.UNAVAILABLE
                .withDescription("The server has cancelled the call")
                .withCause(cancelled.asException());
    }
}
