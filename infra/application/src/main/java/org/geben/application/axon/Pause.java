package org.geben.application.axon;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets some time pass from the beginning of one batch to that of the next. */
@FunctionalInterface
public interface Pause {
    /** @param begun when the batch before began, by {@link System#nanoTime()} */
    void after(long begun) throws InterruptedException;

    /** That much, whatever happens. */
    static Pause of(Duration between) {
        return begun -> TimeUnit.NANOSECONDS.sleep(left(between, begun).toNanos());
    }

    /** That much, unless somebody waits for the next batch; then it is at least as much as {@code least}. */
    static Pause unlessAwaited(Awaited next, Duration between, Duration least) {
        Pause atLeast = of(least);
        return begun -> {
            next.within(left(between, begun));
            atLeast.after(begun);
        };
    }

    private static Duration left(Duration between, long begun) {
        return between.minusNanos(System.nanoTime() - begun);
    }

    /** What somebody may wait for. */
    @FunctionalInterface
    interface Awaited {
        /** Returns as soon as somebody waits for it, and in the end without. */
        void within(Duration atMost) throws InterruptedException;
    }
}
