package org.geben.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What so many callers reached, each with one call at a time. They are virtual threads, as those are that serve the
 * application's requests.
 *
 * @param perSecond calls
 * @param micros how long each call took, in microseconds
 */
public record Load(double perSecond, Histogram micros) {

    /**
     * Each calls again as soon as it has its answer.
     *
     * @param lasting from the first call to the moment after which none begins
     */
    public static Load of(int callers, Duration lasting, Runnable call) throws InterruptedException {
        return of(callers, caller -> unpaced(call, lasting));
    }

    /**
     * Each calls on a schedule that waits for no answer, and a call is timed from the moment when it was due. Callers that
     * cannot keep up end after twice the time.
     *
     * @param every how often each calls
     */
    public static Load paced(int callers, Duration every, Duration lasting, Runnable call) throws InterruptedException {
        return of(callers, caller -> paced(call, every, lasting, every.toNanos() * caller / callers));
    }

    private interface Calls {
        Histogram of(int caller) throws InterruptedException;
    }

    private static Histogram unpaced(Runnable call, Duration lasting) {
        Histogram own = new Histogram(3);
        long end = System.nanoTime() + lasting.toNanos();
        for (long begun = System.nanoTime(); begun < end; ) {
            call.run();
            long done = System.nanoTime();
            own.recordValue((done - begun) / 1_000);
            begun = done;
        }
        return own;
    }

    private static Histogram paced(Runnable call, Duration every, Duration lasting, long offset)
            throws InterruptedException {
        Histogram own = new Histogram(3);
        long begun = System.nanoTime() + offset;
        long end = begun + 2 * lasting.toNanos();
        for (long due = begun; due < begun + lasting.toNanos() && System.nanoTime() < end; due += every.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            call.run();
            own.recordValue((System.nanoTime() - due) / 1_000);
        }
        return own;
    }

    private static Load of(int callers, Calls calls) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Histogram>> histograms = new ArrayList<>();
        Histogram all = new Histogram(3);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < callers; number++) {
                int caller = number;
                histograms.add(threads.submit(() -> {
                    ready.countDown();
                    go.await();
                    return calls.of(caller);
                }));
            }
            ready.await();
            long begun = System.nanoTime();
            go.countDown();
            for (Future<Histogram> own : histograms) {
                all.add(own.get());
            }
            return new Load(all.getTotalCount() * 1e9 / (System.nanoTime() - begun), all);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A call failed", e.getCause());
        }
    }
}
