package org.geben.benchmarks.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geben.benchmarks.Results;

/**
 * Durable commands a second through Axon's command gateway, one event each: this project's engine beside Axon's own, in
 * turns, on the same database; and what the database itself can take of such rows.
 */
public final class AppendBenchmark {
    private static final List<Integer> CALLERS = List.of(1, 16, 64, 256);
    private static final List<Integer> CONNECTIONS = List.of(1, 2, 4);
    private static final int ROUNDS = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration ROUND = Duration.ofSeconds(3);

    private AppendBenchmark() {}

    /** @param arguments the packaged application, which is not used, and the directory for the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase database = DurableDatabase.start(directory);
                Contender geben = Contender.geben(database);
                Contender stock = Contender.stock(database)) {
            Ceiling ceiling = new Ceiling(database, CONNECTIONS.getLast());
            for (Contender contender : List.of(geben, stock)) {
                Load.of(1, WARM_UP.dividedBy(2), contender::post);
                Load.of(64, WARM_UP, contender::post);
            }
            ceiling.measure(1, WARM_UP.dividedBy(2));

            Map<Integer, Rounds> ceilings = new TreeMap<>();
            for (int connections : CONNECTIONS) {
                Rounds rounds = new Rounds();
                for (int round = 0; round < ROUNDS; round++) {
                    rounds.add(ceiling.measure(connections, ROUND));
                }
                ceilings.put(connections, rounds);
            }
            double highest =
                    ceilings.values().stream().mapToDouble(Rounds::median).max().orElseThrow();

            Results results = new Results(
                    directory,
                    "append",
                    database.settings(),
                    "callers",
                    "this engine, commands/s",
                    "p99, ms",
                    "stock, commands/s",
                    "p99, ms (stock)",
                    "times stock",
                    "% of ceiling");
            for (int callers : CALLERS) {
                Rounds ours = new Rounds();
                Rounds theirs = new Rounds();
                for (int round = 0; round < ROUNDS; round++) {
                    ours.add(Load.of(callers, ROUND, geben::post));
                    theirs.add(Load.of(callers, ROUND, stock::post));
                }
                results.add(
                        callers,
                        ours.perSecond(),
                        ours.p99(),
                        theirs.perSecond(),
                        theirs.p99(),
                        ours.median() / theirs.median(),
                        Math.round(100 * ours.median() / highest));
            }
            for (Map.Entry<Integer, Rounds> entry : ceilings.entrySet()) {
                results.add(
                        "ceiling: %d rows a statement, %d connections".formatted(Ceiling.ROWS, entry.getKey()),
                        entry.getValue().perSecond(),
                        "",
                        "",
                        "",
                        "",
                        "");
            }
            results.write();
            ceiling.close();
        }
    }
}
