package org.geben.benchmarks.rebuild.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.rebuild.RecordedCommunity;
import org.geben.benchmarks.serving.Api;
import org.geben.benchmarks.serving.Rebuilds;
import org.geben.benchmarks.serving.Server;

/**
 * How long those who write and read wait while all views of a made-up community are rebuilt and promoted, beside how
 * long they wait otherwise. Each second there are 200 commands, 50 look-ups and one question for figures, over HTTP and on
 * a schedule that waits for nobody; the packaged application answers in a process of its own. Every answer is compared with
 * what the acknowledged commands make it. A failed request or a wrong answer ends the benchmark.
 */
public final class LiveBenchmark {
    private static final long EVENTS = Long.getLong("events", 500_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final Duration WARM_UP = Duration.ofSeconds(25);
    private static final Duration MEASURED = Duration.ofSeconds(30);

    private final Rebuilds rebuilds;
    private final Traffic traffic;
    private final Latencies calm = new Latencies();
    private final Latencies rebuilding = new Latencies();
    private Duration rebuilt = Duration.ZERO;
    private int times;

    private LiveBenchmark(Rebuilds rebuilds, Traffic traffic) {
        this.rebuilds = rebuilds;
        this.traffic = traffic;
    }

    /** @param arguments the packaged application, and the directory for its data and the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase database = DurableDatabase.start(directory);
                RecordedCommunity community = RecordedCommunity.of(EVENTS, database, "live")) {
            Beginning beginning = Beginning.of(community.history());
            try (Server server = Server.start(Path.of(arguments[0]), directory, community.database())) {
                Api api = server.api();
                Results results = new Results(
                        directory,
                        "live",
                        database.settings(),
                        "what",
                        "calm, p50 ms",
                        "p99",
                        "most",
                        "while rebuilding, p50 ms",
                        "p99",
                        "most",
                        "p99, times calm");
                measure(api, beginning, results);
                results.write();
            }
        }
    }

    private static void measure(Api api, Beginning beginning, Results results)
            throws IOException, InterruptedException {
        Rebuilds rebuilds = new Rebuilds(api);
        rebuilds.awaitCalm();
        Minutes minutes = new Minutes();
        LiveBenchmark benchmark;
        try (Traffic traffic = Traffic.start(api, minutes, beginning, new Traffic.Rates(200, 40, 1))) {
            benchmark = new LiveBenchmark(rebuilds, traffic);
            benchmark.run();
        }
        benchmark.tell(results);
        minutes.conclude(beginning, api);
    }

    private void run() throws IOException, InterruptedException {
        Thread.sleep(WARM_UP);
        rebuilds.rebuildAll();
        for (int round = 0; round < ROUNDS; round++) {
            traffic.measureInto(new Latencies());
            rebuilds.awaitCalm();
            traffic.measureInto(calm);
            Thread.sleep(MEASURED);
            traffic.measureInto(rebuilding);
            rebuildFor(MEASURED);
        }
    }

    private void rebuildFor(Duration atLeast) throws IOException, InterruptedException {
        Duration took = Duration.ZERO;
        while (took.compareTo(atLeast) < 0) {
            took = took.plus(rebuilds.rebuildAll());
            times++;
        }
        rebuilt = rebuilt.plus(took);
    }

    private void tell(Results results) {
        tell("command, acknowledged", calm.commands(), rebuilding.commands(), results);
        tell("look-up in a view, answered", calm.reads(), rebuilding.reads(), results);
        tell("figures of the day, answered", calm.figures(), rebuilding.figures(), results);
        tell("command, visible", calm.visible(), rebuilding.visible(), results);
        System.out.printf(
                "%n%d rebuilds of all views under this load, %.1f s each: %,.0f events/s%n",
                times, rebuilt.toMillis() / 1_000.0 / times, EVENTS * times / (rebuilt.toMillis() / 1_000.0));
    }

    private static void tell(String what, Histogram calm, Histogram rebuilding, Results results) {
        results.add(
                what,
                millis(calm.getValueAtPercentile(50)),
                millis(calm.getValueAtPercentile(99)),
                millis(calm.getMaxValue()),
                millis(rebuilding.getValueAtPercentile(50)),
                millis(rebuilding.getValueAtPercentile(99)),
                millis(rebuilding.getMaxValue()),
                (double) rebuilding.getValueAtPercentile(99) / calm.getValueAtPercentile(99));
    }

    private static double millis(long micros) {
        return micros / 1_000.0;
    }
}
