package org.geben.benchmarks.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.axonframework.common.IdentifierFactory;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Results;

/**
 * How long a reader that follows the log waits for an event, in the process that writes and in another one, while 1,000
 * events a second are written. The commit lies between the sending of a command and its return: from its return on it is
 * the wait beyond the command's own, nothing for an event that was seen before; from its sending on, as the whole, it is
 * more than the wait can be. The clock is the machine's, in microseconds.
 */
public final class LatencyBenchmark {
    private static final int PER_SECOND = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final Duration LAST_ONES = Duration.ofSeconds(3);

    private LatencyBenchmark() {}

    /** @param arguments the packaged application, which is not used, and the directory for the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase database = DurableDatabase.start(directory)) {
            Results results = new Results(
                    directory,
                    "latency",
                    database.settings(),
                    "engine",
                    "reader",
                    "events",
                    "p50, ms",
                    "p99, ms",
                    "most, ms",
                    "p99 of the whole, ms");
            for (String name : List.of(Contender.GEBEN, Contender.STOCK)) {
                measure(name, database, results);
            }
            results.write();
        }
    }

    private static void measure(String name, DurableDatabase database, Results results)
            throws IOException, InterruptedException {
        try (Contender contender = Contender.named(name, database);
                Followed here = Followed.by(contender.store())) {
            write(contender, WARM_UP);
            Process elsewhere = FollowerProcess.start(name, database.url());
            write(contender, WARM_UP);
            Map<String, Written> written = write(contender, MEASURED);
            Thread.sleep(LAST_ONES);
            tell(name, "same process", written, here.seen(), results);
            tell(name, "another process", written, FollowerProcess.stop(elsewhere), results);
        }
    }

    /** When a command was sent, and when it came back, in microseconds. */
    private record Written(long sent, long returned) {}

    private static Map<String, Written> write(Contender contender, Duration lasting) {
        Map<String, Written> written = new ConcurrentHashMap<>();
        long gap = Duration.ofSeconds(1).toNanos() / PER_SECOND;
        long next = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long end = next + lasting.toNanos(); next < end; next += gap) {
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                threads.execute(() -> {
                    String letter = IdentifierFactory.getInstance().generateIdentifier();
                    long sent = Followed.now();
                    contender.post(letter);
                    written.put(letter, new Written(sent, Followed.now()));
                });
            }
        }
        return written;
    }

    private static void tell(
            String name, String reader, Map<String, Written> written, Map<String, Long> seen, Results results) {
        Histogram waited = new Histogram(3);
        Histogram whole = new Histogram(3);
        written.forEach((letter, when) -> {
            Long at = seen.get(letter);
            if (at == null) {
                throw new IllegalStateException("The reader in %s has not seen letter %s".formatted(reader, letter));
            }
            waited.recordValue(Math.max(0, at - when.returned()));
            whole.recordValue(Math.max(0, at - when.sent()));
        });
        results.add(
                name,
                reader,
                written.size(),
                millis(waited.getValueAtPercentile(50)),
                millis(waited.getValueAtPercentile(99)),
                millis(waited.getMaxValue()),
                millis(whole.getValueAtPercentile(99)));
    }

    private static double millis(long micros) {
        return micros / 1_000.0;
    }
}
