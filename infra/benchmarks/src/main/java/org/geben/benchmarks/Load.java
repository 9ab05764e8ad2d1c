package org.geben.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * What so many callers reached, each calling again as soon as it has its answer. They are virtual threads, as those are
 * that serve the application's requests.
 *
 * @param perSecond calls
 * @param micros how long each call took, in microseconds
 */
public record Load(double perSecond, Histogram micros) {

    /** @param lasting from the first call to the moment after which none begins */
    public static Load of(int callers, Duration lasting, Runnable call) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Histogram>> histograms = new ArrayList<>();
        Histogram all = new Histogram(3);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                histograms.add(threads.submit(() -> {
                    Histogram own = new Histogram(3);
                    ready.countDown();
                    go.await();
                    long end = System.nanoTime() + lasting.toNanos();
                    for (long begun = System.nanoTime(); begun < end; ) {
                        call.run();
                        long done = System.nanoTime();
                        own.recordValue((done - begun) / 1_000);
                        begun = done;
                    }
                    return own;
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
