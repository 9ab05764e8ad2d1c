package org.geben.eventstore.kurrentdb;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.ConnectionShutdownException;
import io.kurrent.dbclient.NotLeaderException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** A call that did not do what it should, and what that means for what it should have done. */
final class Fault extends Exception {

    /** Reading says the first, subscribing the second. */
    private static final Pattern INVALID_POSITION = Pattern.compile("InvalidPosition|invalid position");

    private final Throwable reason;
    private final Meaning meaning;

    private Fault(Throwable reason, Meaning meaning) {
        super(String.valueOf(reason.getMessage()), reason);
        this.reason = reason;
        this.meaning = meaning;
    }

    /** What to make of a fault. */
    private enum Meaning {
        /** The call has reached nobody who could have answered it; the next one may. */
        NOT_REACHED,
        /** The call may have been carried out although no answer came; the same call again may be answered. */
        UNANSWERED,
        /** The call was answered with an error that does not say whether it was carried out. */
        UNCLEAR,
        /** The call was not carried out, and would not be a second time. */
        REFUSED
    }

    static Fault of(Throwable thrown) {
        Throwable reason = thrown;
        // The client wraps what it does not know in plain RuntimeExceptions.
        while (isWrapping(reason) && reason.getCause() != null) {
            reason = reason.getCause();
        }
        return new Fault(
                reason,
                switch (reason) {
                    case NotLeaderException elsewhere -> Meaning.NOT_REACHED;
                    case ConnectionShutdownException shutdown -> Meaning.NOT_REACHED;
                    case StatusRuntimeException status -> meaningOf(status);
                    default -> Meaning.REFUSED;
                });
    }

    private static boolean isWrapping(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown.getClass() == RuntimeException.class;
    }

    static Fault unanswered(Throwable reason) {
        return new Fault(reason, Meaning.UNANSWERED);
    }

    private static Meaning meaningOf(StatusRuntimeException fault) {
        if (isInvalidPosition(fault)) {
            return Meaning.REFUSED;
        }
        return switch (fault.getStatus().getCode()) {
            case UNAVAILABLE -> couldNotConnect(fault) ? Meaning.NOT_REACHED : Meaning.UNANSWERED;
            // An append to several streams that has met a node which does not lead.
            case FAILED_PRECONDITION -> Meaning.NOT_REACHED;
            case DEADLINE_EXCEEDED, ABORTED, CANCELLED, UNKNOWN -> Meaning.UNANSWERED;
            case INTERNAL, DATA_LOSS -> Meaning.UNCLEAR;
            default -> Meaning.REFUSED;
        };
    }

    private static boolean couldNotConnect(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ConnectException || cause instanceof UnknownHostException);
    }

    private static boolean isInvalidPosition(StatusRuntimeException fault) {
        Status status = fault.getStatus();
        return (status.getCode() == Status.Code.UNKNOWN || status.getCode() == Status.Code.INVALID_ARGUMENT)
                && INVALID_POSITION
                        .matcher(String.valueOf(status.getDescription()))
                        .find();
    }

    /** The same fault after an earlier one, which may have left the call carried out. */
    Fault after(Fault earlier) {
        return earlier.mayHaveHappened() && !mayHaveHappened() ? new Fault(reason, Meaning.UNANSWERED) : this;
    }

    /** Whether a connection made anew may bring the call through. */
    boolean isPassing() {
        return meaning == Meaning.NOT_REACHED || meaning == Meaning.UNANSWERED;
    }

    boolean isRefusalByServer() {
        return meaning == Meaning.REFUSED && reason instanceof StatusRuntimeException;
    }

    boolean mayHaveHappened() {
        return meaning == Meaning.UNANSWERED || meaning == Meaning.UNCLEAR;
    }

    /** Whether reading began where no record begins. */
    boolean isInvalidPosition() {
        return reason instanceof StatusRuntimeException fault && isInvalidPosition(fault);
    }

    Throwable reason() {
        return reason;
    }

    EventStoreException asNoAnswer() {
        return new EventStoreException("The event log did not answer: " + getMessage(), reason);
    }
}
