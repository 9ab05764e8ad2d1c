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
import org.geben.eventstore.engine.ListeningLoop;
import org.jspecify.annotations.Nullable;

/**
 * Wakes those who wait for events, whoever has appended them, by one subscription to the end of the log. Nothing that it
 * is sent is used: readers read for themselves, from where they are, so it may lose and repeat as it likes. A
 * subscription that ends is followed by another one, and so is one that has stood for a while, for one whose
 * connection was cut off says nothing. Each new one wakes everybody once, for what the last one has missed.
 */
final class LogSubscription implements AutoCloseable {

    private static final Duration CONFIRMATION_LIMIT = Duration.ofSeconds(15);
    private static final Duration RENEWAL = Duration.ofSeconds(30);

    private final Connection connection;
    private final Wakes wakes;
    private final ListeningLoop loop = new ListeningLoop("event-log-subscription", this::listen);

    LogSubscription(Connection connection, Wakes wakes) {
        this.connection = connection;
        this.wakes = wakes;
    }

    /** Begins to listen, unless it does already. */
    void start() {
        loop.start();
    }

    private void listen(Runnable established) throws Exception {
        while (true) {
            Ear ear = new Ear();
            Subscription subscription = subscribe(ear);
            try {
                established.run();
                wakes.wakeAll();
                hear(ear);
            } finally {
                subscription.stop();
            }
        }
    }

    private Subscription subscribe(Ear ear) throws InterruptedException, ExecutionException, TimeoutException {
        KurrentDBClient client = connection.client();
        SubscribeToAllOptions newEvents = SubscribeToAllOptions.get()
                .fromEnd()
                .filter(SubscriptionFilter.newBuilder()
                        .withStreamNameRegularExpression(StreamNames.OF_EVENTS)
                        .build());
        try {
            return client.subscribeToAll(ear, newEvents).get(CONFIRMATION_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Others use the client too; what the server refuses here it may grant them.
            if (!Fault.of(e).isRefusalByServer()) {
                connection.replace(client);
            }
            throw e;
        }
    }

    /** Until the subscription should be followed by another one. */
    private void hear(Ear ear) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + RENEWAL.toNanos();
        while (ear.news.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            @Nullable Throwable fault = ear.fault;
            if (fault != null) {
                throw new ExecutionException("The subscription has ended", fault);
            }
            ear.news.drainPermits();
            wakes.wakeAll();
        }
    }

    @Override
    public void close() {
        loop.close();
    }

    /** Hears that there is something; many events soon after one another are heard as one. */
    private static final class Ear extends SubscriptionListener {

        private final Semaphore news = new Semaphore(0);
        private volatile @Nullable Throwable fault;

        @Override
        public void onEvent(Subscription subscription, ResolvedEvent event) {
            news.release();
        }

        @Override
        public void onCancelled(Subscription subscription, Throwable cause) {
            fault = cause;
            news.release();
        }
    }
}
