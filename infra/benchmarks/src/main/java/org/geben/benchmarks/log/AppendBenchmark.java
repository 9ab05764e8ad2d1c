package org.geben.benchmarks.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Load;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.Rounds;

/**
 * Durable commands a second through Axon's command gateway, one event each: this project's engine beside Axon's own, in
 * turns, on the same database; and what the database itself can take of such rows, a hundred in a statement and one.
 *
 * <p>Each has the connections that serve it best: this engine the eight that the application gives it, the stock one as
 * many as were best for it at {@value #TYPICAL} callers, and so the ceiling. Ratios are taken round by round, since a
 * disk changes its pace within seconds, and the one in the middle is told.
 */
public final class AppendBenchmark {
    private static final List<Integer> CALLERS = List.of(1, 16, 64, 256);
    private static final List<Integer> CONNECTIONS = List.of(1, 2, 4);
    private static final List<Integer> STOCK_CONNECTIONS = List.of(4, 8, 16, 32);
    private static final int TYPICAL = 64;
    private static final int ROUNDS = 28;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration TRIAL = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private AppendBenchmark() {}

    private interface Measurement {
        void take() throws InterruptedException;
    }

    /** @param arguments the packaged application, which is not used, and the directory for the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase database = DurableDatabase.start(directory);
                Contender geben = Contender.geben(database);
                Contender stock = Contender.stock(database, bestOfStock(database));
                Ceiling ceiling = new Ceiling(database, CONNECTIONS.getLast())) {
            for (Contender contender : List.of(geben, stock)) {
                Load.of(1, WARM_UP.dividedBy(5), contender::post);
                Load.of(TYPICAL, WARM_UP, contender::post);
            }
            int connections = bestOf(ceiling);
            Results results = new Results(
                    directory,
                    "append",
                    database.settings(),
                    "callers",
                    "this engine, commands/s",
                    "p99, ms",
                    "stock, commands/s (%d connections)".formatted(stock.connections()),
                    "p99, ms (stock)",
                    "times stock",
                    "ceiling, rows/s (%d a statement, %d connections)".formatted(Ceiling.ROWS, connections),
                    "% of ceiling",
                    "one row a statement, one connection, rows/s");
            for (int callers : CALLERS) {
                Rounds ours = new Rounds();
                Rounds theirs = new Rounds();
                Rounds highest = new Rounds();
                Rounds single = new Rounds();
                List<Measurement> measurements = List.of(
                        () -> ours.add(Load.of(callers, ROUND, geben::post)),
                        () -> theirs.add(Load.of(callers, ROUND, stock::post)),
                        () -> highest.add(ceiling.measure(connections, Ceiling.ROWS, ROUND)),
                        () -> single.add(ceiling.measure(1, 1, ROUND)));
                for (int round = 0; round < ROUNDS; round++) {
                    for (Measurement measurement : Rounds.turns(measurements, round)) {
                        measurement.take();
                    }
                }
                results.add(
                        callers,
                        ours.perSecond(),
                        ours.p99(),
                        theirs.perSecond(),
                        theirs.p99(),
                        ours.ratioTo(theirs),
                        highest.perSecond(),
                        Math.round(100 * ours.ratioTo(highest)),
                        single.perSecond());
            }
            results.write();
        }
    }

    private static int bestOfStock(DurableDatabase database) throws InterruptedException {
        return best("stock", STOCK_CONNECTIONS, connections -> {
            try (Contender stock = Contender.stock(database, connections)) {
                Load.of(TYPICAL, TRIAL, stock::post);
                return Load.of(TYPICAL, TRIAL, stock::post).perSecond();
            }
        });
    }

    private static int bestOf(Ceiling ceiling) throws InterruptedException {
        ceiling.measure(1, 1, TRIAL);
        return best("ceiling", CONNECTIONS, connections -> ceiling.measure(connections, Ceiling.ROWS, TRIAL));
    }

    private interface Trial {
        double perSecond(int connections) throws InterruptedException;
    }

    private static int best(String name, List<Integer> numbers, Trial trial) throws InterruptedException {
        int best = 0;
        double most = 0;
        for (int connections : numbers) {
            double perSecond = trial.perSecond(connections);
            System.out.printf("%s, %d connections: %,.0f a second%n", name, connections, perSecond);
            if (perSecond > most) {
                most = perSecond;
                best = connections;
            }
        }
        return best;
    }
}
