package org.geben.application.idempotency;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Removes once a minute what is kept no longer. Nodes do not mind one another. */
final class Cleaning implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Cleaning.class);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("idempotency-cleaning").factory());

    Cleaning(Claims claims) {
        clock.scheduleWithFixedDelay(() -> clean(claims), 1, 1, TimeUnit.MINUTES);
    }

    private static void clean(Claims claims) {
        try {
            claims.clean();
        } catch (RuntimeException failure) {
            log.warn("Old idempotency keys cannot be removed for now, which is tried again: {}", failure.toString());
        }
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}
