package org.geben.application.axon;

import java.time.Duration;
import org.geben.query.generation.Verifier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Carries out the verifications that are ordered, on this node or another. On a thread of its own: a long one must hold
 * up no generation that is to take a live one's place.
 */
final class VerificationThread implements SmartLifecycle {
    /** Longer than a batch takes to be folded; a comparison under way is given up with its connection. */
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);

    private final Verifier verifier;
    private volatile @Nullable Routine routine;

    VerificationThread(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public void start() {
        Routine verifying = new Routine("verifications", verifier::verifyAll);
        routine = verifying;
        verifying.start();
    }

    @Override
    public void stop() {
        Routine stopping = routine;
        routine = null;
        if (stopping != null) {
            stopping.interrupt();
            stopping.join(LAST_BATCH);
        }
    }

    @Override
    public boolean isRunning() {
        return routine != null;
    }
}
