package org.geben.benchmarks.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Load;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.Rounds;

/**
 * What it costs to append to a long log, and to read its end: logs of growing size in databases of one server, in turns,
 * so that whatever else the machine does meets all of them.
 */
public final class GrowthBenchmark {
    private static final List<Integer> EVENTS = List.of(100_000, 1_000_000, 10_000_000);
    private static final int ROUNDS = 21;
    private static final int CALLERS = 64;
    private static final Duration ROUND = Duration.ofMillis(250);
    private static final int TAIL = 50_000;

    private final List<Log> logs = new ArrayList<>();

    private GrowthBenchmark() {}

    private record Log(int events, Contender contender, Rounds appending, Rounds tailing) {}

    /** @param arguments the packaged application, which is not used, and the directory for the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase server = DurableDatabase.start(directory)) {
            GrowthBenchmark benchmark = new GrowthBenchmark();
            for (int events : EVENTS) {
                DurableDatabase database = server.another("log_" + events);
                StoredLetters.fill(database, events);
                benchmark.logs.add(new Log(events, Contender.geben(database), new Rounds(), new Rounds()));
            }
            benchmark.measure();
            Results results = new Results(
                    directory,
                    "growth",
                    server.settings(),
                    "events stored",
                    "in the end",
                    "commands/s, %d callers".formatted(CALLERS),
                    "% of the first",
                    "events/s, reading the last %,d".formatted(TAIL),
                    "% of the first (reading)");
            benchmark.tell(results);
            results.write();
            benchmark.logs.forEach(log -> log.contender().close());
        }
    }

    private void measure() throws InterruptedException {
        for (Log log : logs) {
            Load.of(CALLERS, ROUND.multipliedBy(4), log.contender()::post);
            tail(log.contender());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Log log : Rounds.turns(logs, round)) {
                log.appending().add(Load.of(CALLERS, ROUND, log.contender()::post));
                log.tailing().add(tail(log.contender()));
            }
        }
    }

    private static double tail(Contender log) {
        long head = head(log);
        long begun = System.nanoTime();
        try (Stream<? extends TrackedEventMessage<?>> events =
                log.engine().readEvents(new GlobalSequenceTrackingToken(head - TAIL), false)) {
            long read = events.filter(event -> event.getPayload() instanceof Letter.LetterPosted)
                    .count();
            return read * 1e9 / (System.nanoTime() - begun);
        }
    }

    private static long head(Contender log) {
        return log.engine().createHeadToken().position().orElseThrow();
    }

    private void tell(Results results) {
        Log first = logs.getFirst();
        for (Log log : logs) {
            results.add(
                    log.events(),
                    head(log.contender()),
                    log.appending().perSecond(),
                    Math.round(100 * log.appending().ratioTo(first.appending())),
                    log.tailing().perSecond(),
                    Math.round(100 * log.tailing().ratioTo(first.tailing())));
        }
    }
}
