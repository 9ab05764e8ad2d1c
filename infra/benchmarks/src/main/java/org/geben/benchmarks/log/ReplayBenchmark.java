package org.geben.benchmarks.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.Rounds;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.LogReplay;

/**
 * Reads a whole log and deserialises each event, payload and metadata: by this project's replay with its table of names,
 * as in the application, and with Axon's serializer, by its engine as Axon reads, and by Axon's own engine, in turns,
 * over the same events. The heap is the smallest part of what the log has.
 */
public final class ReplayBenchmark {
    private static final long EVENTS = 5_000_000;
    private static final long WARM_UP = 2_000_000;
    private static final int ROUNDS = 3;

    private record Reading(String by, LongUnaryOperator upTo, Rounds rounds) {}

    private ReplayBenchmark() {}

    /** @param arguments the packaged application, which is not used, and the directory for the result */
    public static void main(String... arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase database = DurableDatabase.start(directory);
                Contender geben = Contender.geben(database);
                Contender named = Contender.gebenWithNames(database);
                Contender stock = Contender.named(Contender.STOCK, database)) {
            StoredLetters.fill(database, EVENTS);
            StoredLetters.copyToStock(database, EVENTS);
            Reading stockReading = new Reading("stock engine", limit -> read(stock, limit), new Rounds());
            List<Reading> readings = List.of(
                    new Reading("replay, with the table of names", limit -> replay(named, limit), new Rounds()),
                    new Reading("replay, with the stock serializer", limit -> replay(geben, limit), new Rounds()),
                    new Reading(
                            "this engine as Axon reads, with the stock serializer",
                            limit -> read(geben, limit),
                            new Rounds()),
                    stockReading);
            readings.forEach(reading -> perSecond(reading, WARM_UP));
            for (int round = 0; round < ROUNDS; round++) {
                Rounds.turns(readings, round).forEach(reading -> reading.rounds.add(perSecond(reading, EVENTS)));
            }

            Results results = new Results(
                    directory, "replay", database.settings(), "events", "read by", "events/s", "times stock");
            for (Reading reading : readings) {
                results.add(
                        EVENTS, reading.by, reading.rounds.perSecond(), reading.rounds.ratioTo(stockReading.rounds));
            }
            results.write();
        }
    }

    private static double perSecond(Reading reading, long events) {
        long begun = System.nanoTime();
        long read = reading.upTo.applyAsLong(events);
        double perSecond = read * 1e9 / (System.nanoTime() - begun);
        if (read < events) {
            throw new IllegalStateException("Read %d events, not %d".formatted(read, events));
        }
        System.out.printf("%s: %,.0f events/s%n", reading.by, perSecond);
        return perSecond;
    }

    private static long replay(Contender contender, long limit) {
        long read = 0;
        try (LogReplay replay = ((EventLog) contender.engine()).replay(null)) {
            while (read < limit && replay.hasNext()) {
                read += replay.next().stream().filter(ReplayBenchmark::isWhole).count();
            }
        }
        return read;
    }

    private static long read(Contender contender, long limit) {
        try (Stream<? extends TrackedEventMessage<?>> events =
                contender.engine().readEvents(null, false)) {
            return events.limit(limit).filter(ReplayBenchmark::isWhole).count();
        }
    }

    private static boolean isWhole(TrackedEventMessage<?> event) {
        return event.getPayload() instanceof Letter.LetterPosted
                && event.getMetaData().containsKey("traceId");
    }
}
