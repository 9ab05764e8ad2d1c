package org.geben.benchmarks.rebuild.live;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long callers waited, in microseconds, each from the moment when the call was due: what waits because others take
 * long counts.
 *
 * @param commands until the command was acknowledged
 * @param reads until a view had answered what it looks up
 * @param figures until a view had answered what it counts from all events of the day
 * @param visible from the command until a view showed it
 */
record Latencies(Histogram commands, Histogram reads, Histogram figures, Histogram visible) {
    Latencies() {
        this(
                new ConcurrentHistogram(3),
                new ConcurrentHistogram(3),
                new ConcurrentHistogram(3),
                new ConcurrentHistogram(3));
    }

    static void record(Histogram waits, long due) {
        waits.recordValue(Math.max(0, (System.nanoTime() - due) / 1_000));
    }
}
