package org.geben.eventstore.postgresql;

import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Has a leader wait a moment for those whom the last batch has served, for they mostly come again. Otherwise the callers
 * fall into two halves, and each half waits for the other's batch: with a slow disk that is half of what could be written.
 * A caller alone waits for others once, after a crowd, and nobody longer than for a part of what the last batch took.
 */
final class Gathering {

    private static final int PART = 4;
    private static final long MOST = TimeUnit.MILLISECONDS.toNanos(2);

    private final Queue<?> queue;
    private final int enough;
    private volatile int expected;
    private volatile @Nullable Thread leader;
    private long lastBatch;

    /**
     * @param queue of those who wait for the next batch
     * @param enough how many fill a batch
     */
    Gathering(Queue<?> queue, int enough) {
        this.queue = queue;
        this.enough = enough;
    }

    /** To be called when somebody has queued. */
    void arrived() {
        Thread waiting = leader;
        if (waiting != null && isComplete()) {
            LockSupport.unpark(waiting);
        }
    }

    /** Waits in the leader's thread; an interruption ends it. */
    void await() {
        if (isComplete()) {
            return;
        }
        long end = System.nanoTime() + Math.min(lastBatch / PART, MOST);
        leader = Thread.currentThread();
        try {
            for (long left = end - System.nanoTime();
                    left > 0 && !isComplete() && !Thread.currentThread().isInterrupted();
                    left = end - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        } finally {
            leader = null;
        }
    }

    /**
     * To be called by the leader after each batch.
     *
     * @param served how many it has served
     * @param nanos how long that took
     */
    void served(int served, long nanos) {
        expected = Math.min(served + queue.size(), enough);
        lastBatch = nanos;
    }

    private boolean isComplete() {
        return queue.size() >= expected;
    }
}
