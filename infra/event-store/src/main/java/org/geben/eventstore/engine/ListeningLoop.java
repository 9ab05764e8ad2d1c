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

    private final String name;
    private final Attempt attempt;
    private @Nullable Thread thread;
    private boolean closed;
    private Duration pause = FIRST_PAUSE;

    /** Listens until that fails; in a virtual thread, so that an interruption ends even the reading from a socket. */
    public interface Attempt {

        /** @param established to be called once from where on nothing is missed */
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
            thread = Thread.ofVirtual().name(name).start(this::keepListening);
        }
    }

    private void keepListening() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                attempt.listen(this::established);
            } catch (InterruptedException closing) {
                return;
            } catch (Exception e) {
                tell(e);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException closing) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void established() {
        if (pause.compareTo(FIRST_PAUSE) > 0) {
            LOG.info("{}: listening again", name);
        }
        pause = FIRST_PAUSE;
    }

    private void tell(Exception e) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        if (pause.equals(FIRST_PAUSE)) {
            LOG.warn(
                    "{}: not listening for now, so readers find events only by looking for them: {}",
                    name,
                    e.toString());
        } else {
            LOG.debug("{}: still not listening", name, e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
