package org.geben.eventstore.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to a database until it is closed: when one attempt ends or fails, another one follows after a pause, which
 * grows while nothing but failures follow one another.
 */
public final class ListeningLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ListeningLoop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final String name;
    private final Attempt attempt;
    private final Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private @Nullable Thread thread;
    private boolean closed;

    /** One attempt to listen. */
    public interface Attempt {

        /**
         * Listens until that fails, or until its thread is interrupted, which it notices within half a second.
         *
         * @param established to be called once from where on nothing is missed
         */
        void listen(Runnable established) throws Exception;
    }

    /** @param name of the thread that listens */
    public ListeningLoop(String name, Attempt attempt) {
        this.name = name;
        this.attempt = attempt;
    }

    /** Begins to listen, unless it does already. */
    public synchronized void start() {
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().daemon().name(name).start(this::keepListening);
        }
    }

    private void keepListening() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                attempt.listen(this::established);
            } catch (InterruptedException closing) {
                return;
            } catch (Throwable e) {
                // Also an Error: nobody would notice that this thread has ended.
                tell(e);
            }
            try {
                Thread.sleep(pauses.next());
            } catch (InterruptedException closing) {
                return;
            }
        }
    }

    private void established() {
        if (!pauses.isFresh()) {
            LOG.info("{}: listening again", name);
        }
        pauses.beginAnew();
    }

    private void tell(Throwable e) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        if (pauses.isFresh()) {
            LOG.warn(
                    "{}: not listening for now, so readers find events only by looking for them: {}",
                    name,
                    e.toString());
        } else {
            LOG.debug("{}: still not listening", name, e);
        }
    }

    /** Waits for the attempt to end, but not for one that hangs. */
    @Override
    public void close() {
        @Nullable Thread listening = stop();
        if (listening != null) {
            listening.interrupt();
            try {
                listening.join(GOODBYE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized @Nullable Thread stop() {
        closed = true;
        return thread;
    }
}
