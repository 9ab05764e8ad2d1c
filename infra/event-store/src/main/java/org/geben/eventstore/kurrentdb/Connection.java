package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBClientSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.geben.eventstore.engine.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * The way to the server. KurrentDB's client gives up for good after a few attempts to connect, and stays with the node it
 * has found although another one leads by now, unless an append happens to tell it. So whoever meets a fault of the
 * connection has the client replaced, and the new one looks for the leader afresh.
 *
 * <p>A caller's interruption never reaches the client, which would take it for its own end: the answer under way is
 * waited for, and the interruption is handed back with it.
 */
final class Connection implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLIENTS_DEADLINE = Duration.ofSeconds(10);

    /** Beyond the client's own deadline, which runs only from when it is connected. */
    private static final Duration CONNECTING = Duration.ofSeconds(15);

    private final KurrentDBClientSettings settings;
    private final Duration patience;
    private final Duration answerLimit;
    private @Nullable KurrentDBClient client;
    private boolean closed;

    /** @param patience how long a call is made again while the connection is at fault */
    Connection(KurrentDBClientSettings settings, Duration patience) {
        this(settings, patience, longestCall(settings));
    }

    /** @param answerLimit how long the answer to one call is waited for */
    Connection(KurrentDBClientSettings settings, Duration patience, Duration answerLimit) {
        this.settings = settings;
        this.patience = patience;
        this.answerLimit = answerLimit;
    }

    private static Duration longestCall(KurrentDBClientSettings settings) {
        @Nullable Long deadline = settings.getDefaultDeadline();
        return (deadline == null ? CLIENTS_DEADLINE : Duration.ofMillis(deadline)).plus(CONNECTING);
    }

    /**
     * The answer to a call, which is made again while the connection is at fault and the patience lasts.
     *
     * @throws Fault if there is none; it says whether one of the calls may nevertheless have been carried out
     */
    <T> T ask(Function<KurrentDBClient, CompletableFuture<T>> call) throws Fault {
        boolean interrupted = Thread.interrupted();
        long begun = System.nanoTime();
        Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        @Nullable Fault earlier = null;
        try {
            while (true) {
                KurrentDBClient current;
                Duration pause;
                try {
                    current = client();
                } catch (EventStoreException closed) {
                    throw earlier == null ? Fault.of(closed) : earlier;
                }
                try {
                    return answer(current, call);
                } catch (Fault fault) {
                    interrupted |= Thread.interrupted();
                    earlier = earlier == null ? fault : fault.after(earlier);
                    if (!fault.isPassing()) {
                        throw earlier;
                    }
                    replace(current);
                    pause = pauses.next();
                    if (interrupted || System.nanoTime() - begun + pause.toNanos() > patience.toNanos()) {
                        throw earlier;
                    }
                }
                LockSupport.parkNanos(this, pause.toNanos());
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T answer(KurrentDBClient current, Function<KurrentDBClient, CompletableFuture<T>> call) throws Fault {
        boolean interrupted = false;
        long deadline = System.nanoTime() + answerLimit.toNanos();
        try {
            CompletableFuture<T> answer = call.apply(current);
            while (true) {
                try {
                    return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw Fault.of(e);
        } catch (TimeoutException e) {
            throw Fault.unanswered(new TimeoutException("no answer within " + answerLimit));
        } catch (RuntimeException e) {
            throw Fault.of(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The client of the moment, for calls that wait for no answer. */
    synchronized KurrentDBClient client() {
        if (closed) {
            throw new EventStoreException("The event log is closed");
        }
        if (client == null || client.isShutdown()) {
            client = KurrentDBClient.create(settings);
        }
        return client;
    }

    /** Has the next caller find another client than this one, unless somebody else has seen to it already. */
    synchronized void replace(KurrentDBClient faulty) {
        if (client == faulty) {
            client = null;
            faulty.shutdown();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.shutdown();
            client = null;
        }
    }
}
