package org.geben.application.axon;

import java.time.Duration;
import org.geben.query.generation.Verifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries out the verifications that are ordered, on this node or another. On a thread of its own: a long one must hold
 * up no generation that is to take a live one's place.
 */
final class VerificationThread implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(VerificationThread.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Longer than a batch takes to be folded; a comparison under way is given up with its connection. */
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);

    private final Verifier verifier;
    private volatile @Nullable Thread thread;

    VerificationThread(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("verifications").start(this::verify);
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
            try {
                stopping.join(LAST_BATCH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void verify() {
        try {
            while (true) {
                try {
                    verifier.verifyAll();
                } catch (RuntimeException e) {
                    log.warn("Nothing can be verified for now, which is tried again: {}", e.toString());
                    log.debug("Nothing can be verified", e);
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            log.debug("Nothing is verified any more");
        }
    }
}
