package org.geben.eventstore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.common.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For engines: those who wait for events of the log. What one of them throws is logged, and the others are woken. */
public final class Wakes {

    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);

    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    public Registration add(Runnable wake) {
        waiting.add(wake);
        return () -> waiting.remove(wake);
    }

    public void wakeAll() {
        for (Runnable wake : waiting) {
            try {
                wake.run();
            } catch (RuntimeException e) {
                LOG.warn("Somebody who waits for events could not be woken", e);
            }
        }
    }
}
