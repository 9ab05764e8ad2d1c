package org.geben.eventstore.engine;

import java.time.Duration;

/** Pauses between attempts, each twice as long as the one before, up to a longest one. For one thread. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration pause;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.pause = first;
    }

    public Duration next() {
        Duration next = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        return next;
    }

    /** Whether there was no pause since the beginning. */
    boolean isFresh() {
        return pause.equals(first);
    }

    void beginAnew() {
        pause = first;
    }
}
