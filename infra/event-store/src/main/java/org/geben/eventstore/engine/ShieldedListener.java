package org.geben.eventstore.engine;

import java.time.Duration;
import org.geben.eventstore.AppendListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what it hears, and logs what the other one throws. */
record ShieldedListener(AppendListener other) implements AppendListener {

    private static final Logger LOG = LoggerFactory.getLogger(ShieldedListener.class);

    @Override
    public void written(int appends, int events, int refused, Duration took) {
        shielded(() -> other.written(appends, events, refused, took));
    }

    @Override
    public void failed(int appends, boolean outcomeUnknown, Throwable cause) {
        shielded(() -> other.failed(appends, outcomeUnknown, cause));
    }

    private static void shielded(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("A listener to appends failed", e);
        }
    }
}
