package org.geben.query.generation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far this process has brought each generation. Readers who need a position sleep here until the commit that
 * reaches it wakes them.
 */
public final class Positions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, Long> reached = new HashMap<>();

    void reached(String generation, long position) {
        lock.lock();
        try {
            reached.merge(generation, position, Math::max);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this process has brought the generation to the position, but no longer than {@code atMost}. */
    void await(String generation, long position, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (reached.getOrDefault(generation, 0L) < position && left > 0) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
