package org.geben.application.observability;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at something once in a while, however many ask, and remembers a failure as it does an answer. A look that takes
 * long goes on by itself and those who ask are told so: a scrape must not hang because a database does.
 */
final class Glance<T> {
    private final long freshNanos;
    private final long patienceNanos;
    private @Nullable Look<T> last;

    /**
     * @param fresh how old an answer may be
     * @param patience how long a look is waited for
     */
    Glance(Duration fresh, Duration patience) {
        this.freshNanos = fresh.toNanos();
        this.patienceNanos = patience.toNanos();
    }

    /** @throws IllegalStateException if the look failed, or has not answered within the patience */
    T at(Supplier<T> thing) {
        Look<T> look = current(thing);
        try {
            return look.answer().get(Math.max(0, patienceNanos - look.age()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("It could not be looked at", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("There is no answer yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the answer", e);
        }
    }

    private synchronized Look<T> current(Supplier<T> thing) {
        Look<T> look = last;
        if (look == null || (look.answer().isDone() && look.age() > freshNanos)) {
            look = new Look<>(CompletableFuture.supplyAsync(thing, Thread::startVirtualThread), System.nanoTime());
            last = look;
        }
        return look;
    }

    private record Look<T>(CompletableFuture<T> answer, long begun) {
        long age() {
            return System.nanoTime() - begun;
        }
    }
}
