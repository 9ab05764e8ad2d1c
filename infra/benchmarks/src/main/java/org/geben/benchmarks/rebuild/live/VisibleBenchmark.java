package org.geben.benchmarks.rebuild.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.rebuild.RecordedCommunity;
import org.geben.benchmarks.serving.Api;
import org.geben.benchmarks.serving.Rebuilds;
import org.geben.benchmarks.serving.Server;

/**
 * How long it takes from a command until a view shows what it did, while 500 commands come in a second, and fewer, on a
 * schedule that waits for nobody. A twentieth of the commands is followed by a read with their position. The packaged
 * application answers over HTTP; it, its database and the callers share the processors. A failed request or a wrong
 * answer ends the benchmark.
 */
public final class VisibleBenchmark {
    private static final long EVENTS = Long.getLong("events", 50_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final List<Integer> COMMANDS_A_SECOND = List.of(500, 250, 125);
    private static final Duration WARM_UP = Duration.ofSeconds(150);
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(30);

    private VisibleBenchmark() {}

    /** @param arguments the packaged application, and the directory for its data and the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase database = DurableDatabase.start(directory);
                RecordedCommunity community = RecordedCommunity.of(EVENTS, database, "visible")) {
            Beginning beginning = Beginning.of(community.history());
            try (Server server = Server.start(Path.of(arguments[0]), directory, community.database())) {
                Api api = server.api();
                new Rebuilds(api).awaitCalm();
                Results results = new Results(
                        directory,
                        "visible",
                        database.settings(),
                        "commands a second",
                        "round",
                        "commands",
                        "acknowledged, p50 ms",
                        "p99",
                        "visible, p50 ms",
                        "p99",
                        "most");
                Minutes minutes = new Minutes();
                Duration before = WARM_UP;
                for (int commands : COMMANDS_A_SECOND) {
                    try (Traffic traffic = Traffic.start(api, minutes, beginning, new Traffic.Rates(commands, 0, 0))) {
                        Thread.sleep(before);
                        measure(traffic, commands, results);
                    }
                    before = SETTLING;
                }
                minutes.conclude(beginning, api);
                results.write();
            }
        }
    }

    private static void measure(Traffic traffic, int commands, Results results) throws InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            Latencies latencies = new Latencies();
            traffic.measureInto(latencies);
            Thread.sleep(MEASURED);
            traffic.measureInto(new Latencies());
            tell(commands, round, latencies, results);
        }
    }

    private static void tell(int commands, int round, Latencies latencies, Results results) {
        results.add(
                commands,
                round,
                latencies.commands().getTotalCount(),
                millis(latencies.commands(), 50),
                millis(latencies.commands(), 99),
                millis(latencies.visible(), 50),
                millis(latencies.visible(), 99),
                latencies.visible().getMaxValue() / 1_000.0);
    }

    private static double millis(Histogram waits, double percentile) {
        return waits.getValueAtPercentile(percentile) / 1_000.0;
    }
}
