package org.geben.benchmarks.rebuild;

import java.io.IOException;
import java.nio.file.Path;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.Rounds;

/**
 * Builds all views of a made-up community anew, in one pass through its log by the application's builder.
 */
public final class RebuildBenchmark {
    private static final long EVENTS = Long.getLong("events", 2_000_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);

    private RebuildBenchmark() {}

    /** @param arguments the packaged application, which is not used, and the directory for the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase server = DurableDatabase.start(directory);
                RecordedCommunity community = RecordedCommunity.of(EVENTS, server)) {
            Views views = new Views(community);
            Rounds reading = new Rounds();
            Rounds rebuilding = new Rounds();
            long peak = 0;
            long peakKept = 0;
            for (int round = 0; round < ROUNDS; round++) {
                reading.add(read(community));
                views.cleanUp();
                try (Heap heap = Heap.watch()) {
                    double perSecond = EVENTS * 1e9 / views.rebuild().toNanos();
                    System.err.printf(
                            "Rebuilt: %,.0f events/s, %,d MB, %,d MB kept%n", perSecond, heap.peak(), heap.peakKept());
                    rebuilding.add(perSecond);
                    peak = Math.max(peak, heap.peak());
                    peakKept = Math.max(peakKept, heap.peakKept());
                }
            }
            Results results = new Results(
                    directory, "rebuild", server.settings(), "events", "what", "events/s", "heap, MB", "kept, MB");
            results.add(EVENTS, "read and deserialise", reading.perSecond(), "", "");
            results.add(EVENTS, "rebuild", rebuilding.perSecond(), peak, peakKept);
            results.write();
        }
    }

    private static double read(RecordedCommunity community) {
        long begun = System.nanoTime();
        Census census = Census.of(new RecordedHistory(community.engine()));
        double perSecond = census.all() * 1e9 / (System.nanoTime() - begun);
        System.err.printf("Read: %,.0f events/s%s%n", perSecond, census);
        return perSecond;
    }
}
