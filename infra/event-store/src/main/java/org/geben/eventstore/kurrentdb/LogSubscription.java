package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionListener;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.geben.eventstore.Wakes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes those who wait for events, whoever has appended them, by one subscription to the end of the log. Nothing that it
 * is sent is used: readers read for themselves, from where they are, so it may lose and repeat as it likes. A
 * subscription that ends is followed by another one, and so is one that has stood for a while, for the client says
 * nothing when a server that stops cancels one. Each new one wakes everybody once, for what the last one has missed.
 */
final class LogSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogSubscription.class);
    private static final Duration CONFIRMATION_LIMIT = Duration.ofSeconds(15);
    private static final Duration RENEWAL = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Connection connection;
    private final Wakes wakes;
    private @Nullable Thread keeper;
    private volatile boolean closed;

    LogSubscription(Connection connection, Wakes wakes) {
        this.connection = connection;
        this.wakes = wakes;
    }

    /** Begins to listen, unless it does already. */
    synchronized void start() {
        if (keeper == null && !closed) {
            keeper = Thread.ofPlatform().daemon().name("event-log-subscription").start(this::keepListening);
        }
    }

    private void keepListening() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try {
                if (listen()) {
                    continue;
                }
                pause = FIRST_PAUSE;
            } catch (InterruptedException closing) {
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                LOG.debug("The log cannot be listened to, trying again in {}", pause, e);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException closing) {
                return;
            }
        }
    }

    /** Whether the subscription has stood to its end. */
    private boolean listen() throws InterruptedException, ExecutionException, TimeoutException {
        Ear ear = new Ear();
        KurrentDBClient client = connection.client();
        Subscription subscription;
        try {
            subscription = client.subscribeToAll(
                            ear,
                            SubscribeToAllOptions.get()
                                    .fromEnd()
                                    .filter(SubscriptionFilter.newBuilder()
                                            .withStreamNameRegularExpression(StreamNames.OF_EVENTS)
                                            .build()))
                    .get(CONFIRMATION_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            connection.replace(client);
            throw e;
        }
        try {
            wakes.wakeAll();
            long end = System.nanoTime() + RENEWAL.toNanos();
            while (!ear.deaf && ear.news.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                ear.news.drainPermits();
                wakes.wakeAll();
            }
            return !ear.deaf;
        } finally {
            subscription.stop();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (keeper != null) {
            keeper.interrupt();
        }
    }

    /** Hears that there is something; many events soon after one another are heard as one. */
    private static final class Ear extends SubscriptionListener {

        private final Semaphore news = new Semaphore(0);
        private volatile boolean deaf;

        @Override
        public void onEvent(Subscription subscription, ResolvedEvent event) {
            news.release();
        }

        @Override
        public void onCancelled(Subscription subscription, Throwable fault) {
            deaf = true;
            news.release();
        }
    }
}
