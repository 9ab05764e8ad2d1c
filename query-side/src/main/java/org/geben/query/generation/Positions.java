package org.geben.query.generation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * How far this process has brought each generation, and which of them readers wait for. Readers who need a position sleep
 * here until the commit that reaches it wakes them, and whoever brings a generation on need not hurry until one does.
 */
public final class Positions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition awaited = lock.newCondition();
    private final Map<String, Long> reached = new HashMap<>();
    private final Map<String, List<Long>> wanted = new HashMap<>();

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
        lock.lock();
        try {
            if (isBehind(generation, position)) {
                wanted.computeIfAbsent(generation, name -> new ArrayList<>()).add(position);
                awaited.signalAll();
                try {
                    awaitWhile(() -> isBehind(generation, position), moved, atMost);
                } finally {
                    wantedNoMore(generation, position);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void wantedNoMore(String generation, Long position) {
        wanted.computeIfPresent(generation, (name, positions) -> {
            positions.remove(position);
            return positions.isEmpty() ? null : positions;
        });
    }

    /** Waits until a reader waits for the generation to move on, but no longer than {@code atMost}. */
    void awaitReader(String generation, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            awaitWhile(() -> !isAwaited(generation), awaited, atMost);
        } finally {
            lock.unlock();
        }
    }

    private static void awaitWhile(BooleanSupplier waits, Condition change, Duration atMost)
            throws InterruptedException {
        long left = atMost.toNanos();
        while (waits.getAsBoolean() && left > 0) {
            left = change.awaitNanos(left);
        }
    }

    private boolean isAwaited(String generation) {
        return wanted.getOrDefault(generation, List.of()).stream().anyMatch(position -> isBehind(generation, position));
    }

    private boolean isBehind(String generation, long position) {
        return reached.getOrDefault(generation, 0L) < position;
    }
}
