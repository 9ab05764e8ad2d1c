package org.geben.eventstore.postgresql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.geben.eventstore.engine.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent callers share a transaction. Whoever finds nobody leading takes the queue, writes it as one batch and
 * gives each caller its own outcome, so a caller alone writes in its own thread, at once. Whoever finds a leader waits;
 * a leader leads one batch and hands over to the queue's head.
 *
 * <p>That nobody waits for ever rests on two orders: a caller queues <em>before</em> it looks for a leader, and a leader
 * steps down <em>before</em> it looks for a successor. Waiting is parking, which leaves a virtual thread's carrier free.
 */
final class GroupCommit {

    interface Writer {
        /** Writes the batch in one transaction and answers with one outcome for each append, in order. */
        List<Outcome> write(List<Append> batch);
    }

    private static final String DIED = "the thread that wrote failed on the way";

    // Made beforehand, for an OutOfMemoryError may leave no room to make one.
    private static final Outcome NOT_BEGUN = new Outcome.Failed(DIED, null);
    private static final Outcome CUT_SHORT = new Outcome.Unknown(DIED, null);

    private final Writer writer;
    private final int maxEvents;
    private final long maxBytes;
    private final long timeoutNanos;
    private final BlockingQueue<Append> queue;
    private final Gathering gathering;
    private final AtomicBoolean led = new AtomicBoolean();

    /**
     * @param capacity how many appends may wait; more callers than that wait for room
     * @param maxEvents how many events a batch may hold; a larger append goes alone
     * @param maxBytes how many bytes of payload and metadata a batch may hold; a larger append goes alone
     * @param timeout how long an append may wait for its turn; once begun, it is waited for to the end
     */
    GroupCommit(Writer writer, int capacity, int maxEvents, long maxBytes, Duration timeout) {
        this.writer = writer;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.timeoutNanos = timeout.toNanos();
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.gathering = new Gathering(queue, Math.min(capacity, maxEvents));
    }

    /** Returns once the outcome is known. An interrupted caller withdraws, unless its append has begun. */
    Outcome commit(Append append) {
        long deadline = System.nanoTime() + timeoutNanos;
        try {
            if (!queue.offer(append, timeoutNanos, TimeUnit.NANOSECONDS)) {
                return new Outcome.Failed("the queue had no room within the time allowed", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted before the append began", e);
        }
        gathering.arrived();
        return leadOrFollow(append, deadline);
    }

    private Outcome leadOrFollow(Append append, long deadline) {
        boolean interrupted = false;
        try {
            @Nullable Outcome outcome;
            while ((outcome = append.outcome()) == null) {
                // The flag is cleared while leading: the interruption of a virtual thread would close the connection
                // under everyone in the batch.
                interrupted |= Thread.interrupted();
                long left = deadline - System.nanoTime();
                if (interrupted && withdraw(append)) {
                    return new Outcome.Failed("interrupted before the append began", null);
                }
                if (left <= 0 && withdraw(append)) {
                    return new Outcome.Failed("the append did not begin within the time allowed", null);
                }
                if (!lead()) {
                    LockSupport.parkNanos(this, interrupted || left <= 0 ? Long.MAX_VALUE : left);
                }
            }
            return outcome;
        } finally {
            if (append.outcome() == null) {
                withdraw(append);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether nobody else leads. */
    private boolean lead() {
        ArrayList<Append> batch = new ArrayList<>();
        if (!led.compareAndSet(false, true)) {
            return false;
        }
        boolean interrupted = false;
        List<Outcome> outcomes = List.of();
        Outcome fate = NOT_BEGUN;
        try {
            gathering.await();
            interrupted = Thread.interrupted();
            take(batch);
            if (!batch.isEmpty()) {
                fate = CUT_SHORT;
                long begun = System.nanoTime();
                outcomes = writer.write(batch);
                gathering.served(batch.size(), System.nanoTime() - begun);
            }
        } catch (Throwable dying) {
            // Nobody hears of an Error by itself: a caller must know what it means for the events.
            fate = fate == CUT_SHORT ? new Outcome.Unknown(DIED, dying) : new Outcome.Failed(DIED, dying);
            if (batch.isEmpty()) {
                throw dying;
            }
        } finally {
            led.set(false);
            wakeNext();
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).settle(i < outcomes.size() ? outcomes.get(i) : fate);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    private void take(ArrayList<Append> batch) {
        int events = 0;
        long bytes = 0;
        @Nullable Append next = queue.peek();
        while (next != null && (batch.isEmpty() || fits(next, events, bytes))) {
            // Whoever has left the queue must find room here, or nobody would ever answer it.
            batch.ensureCapacity(batch.size() + 1);
            // The one that was looked at may have withdrawn; then the bound is exceeded by its successor, once.
            @Nullable Append taken = queue.poll();
            if (taken == null) {
                return;
            }
            batch.add(taken);
            events += taken.events().size();
            bytes += taken.bytes();
            next = queue.peek();
        }
    }

    private boolean fits(Append next, int events, long bytes) {
        return events + next.events().size() <= maxEvents && bytes + next.bytes() <= maxBytes;
    }

    private boolean withdraw(Append append) {
        boolean waiting = queue.remove(append);
        if (waiting && !led.get()) {
            // It may have been the one that the last leader chose as its successor.
            wakeNext();
        }
        return waiting;
    }

    private void wakeNext() {
        @Nullable Append next = queue.peek();
        if (next != null) {
            next.wake();
        }
    }
}
