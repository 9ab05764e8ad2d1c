package org.geben.application.axon;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does again and again, a second after it was done, on a thread of its own. When it fails it is tried again
 * as well; it ends when it is interrupted.
 */
final class Routine {
    private static final Logger log = LoggerFactory.getLogger(Routine.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final Round round;
    private final Thread thread;

    /** What is done each time. */
    interface Round {
        void run() throws InterruptedException;
    }

    /** @param name of the thread, and of what is done in what is logged */
    Routine(String name, Round round) {
        this.name = name;
        this.round = round;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Waits until it has ended, but not for long: what is under way is given up with its connection. */
    void join(Duration atMost) {
        try {
            thread.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                try {
                    round.run();
                } catch (RuntimeException e) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedException();
                    }
                    log.warn("The {} cannot be seen to for now, which is tried again: {}", name, e.toString());
                    log.debug("They cannot be seen to", e);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            log.debug("The {} are seen to no more", name);
        }
    }
}
