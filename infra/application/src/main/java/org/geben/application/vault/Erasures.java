package org.geben.application.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.geben.query.generation.Generations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A node may know a key for a moment after another one has destroyed it: every node goes through what was begun in that
 * time once more.
 */
final class Erasures implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Erasures.class);

    /** With room for what was begun by a key that was just about to be forgotten. */
    private static final Duration UNNOTICED = KeyVault.REMEMBERED.multipliedBy(2);

    private final KeyVault vault;
    private final Generations generations;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("erasures").factory());
    private Instant seenTo = Instant.MIN;
    private volatile boolean running;

    Erasures(KeyVault vault, Generations generations) {
        this.vault = vault;
        this.generations = generations;
    }

    @Override
    public void start() {
        long pause = KeyVault.REMEMBERED.toMillis();
        clock.scheduleWithFixedDelay(this::lookAgain, pause, pause, TimeUnit.MILLISECONDS);
        running = true;
    }

    private void lookAgain() {
        try {
            vault.lastDestroyed(UNNOTICED).filter(last -> last.isAfter(seenTo)).ifPresent(last -> {
                generations.forgetWhatWasBegunBefore(last.plus(UNNOTICED));
                seenTo = last;
            });
        } catch (RuntimeException later) {
            log.warn("What was begun beside an erasure is looked through later: {}", later.toString());
            log.debug("It could not be", later);
        }
    }

    @Override
    public void stop() {
        clock.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
