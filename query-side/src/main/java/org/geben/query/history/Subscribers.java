package org.geben.query.history;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.geben.query.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Those who follow the log on this node: how many there may be, and their end at shutdown. A stream never ends by
 * itself, so all are ended before the web server begins to wait for its last requests.
 */
@Component
public final class Subscribers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final int most;
    private final Semaphore places;
    private final Map<Subscription, Thread> following = new ConcurrentHashMap<>();
    private volatile boolean running;

    Subscribers(StreamSettings settings) {
        this.most = settings.subscribers();
        this.places = new Semaphore(most);
    }

    /** How many follow now. */
    public int count() {
        return most - places.availablePermits();
    }

    /** How many may follow at once. */
    public int most() {
        return most;
    }

    /** @throws Refusal if there is no place left; whoever gets one must {@link #leave} */
    void enter() {
        if (!running) {
            throw Refusal.unavailable("SHUTTING_DOWN", "This node is shutting down: connect again.");
        }
        if (!places.tryAcquire()) {
            throw Refusal.unavailable(
                    "SUBSCRIBERS_FULL",
                    String.format(
                            Locale.ROOT,
                            "All %,d places for subscribers of this node are taken: try again later or at another node.",
                            most));
        }
    }

    void leave() {
        places.release();
    }

    /** Serves the subscription with the calling thread until the client goes or this node shuts down. */
    void serve(Subscription subscription) {
        following.put(subscription, Thread.currentThread());
        try {
            if (running) {
                subscription.follow();
            }
        } catch (IOException gone) {
            LOG.debug("A subscriber has gone", gone);
        } catch (InterruptedException shutdown) {
            LOG.debug("A subscriber was cut off by the shutdown", shutdown);
        } finally {
            following.remove(subscription);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        following.keySet().forEach(Subscription::end);
        try {
            awaitLeaving(Duration.ofMillis(20), () -> {});
            // Who is left is stuck in a write to a client that does not read. The web server passes over an
            // interruption that finds it waiting for room, but not over one that finds it trying to write.
            awaitLeaving(Duration.ofNanos(50_000), this::interruptThoseLeft);
        } catch (InterruptedException hurried) {
            interruptThoseLeft();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitLeaving(Duration pause, Runnable meanwhile) throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (!following.isEmpty() && System.nanoTime() < deadline) {
            meanwhile.run();
            Thread.sleep(pause);
        }
    }

    private void interruptThoseLeft() {
        following.values().forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before anything else does, the web server included. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
