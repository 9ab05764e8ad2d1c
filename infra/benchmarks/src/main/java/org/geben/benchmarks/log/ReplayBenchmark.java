package org.geben.benchmarks.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.geben.benchmarks.Results;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.LogReplay;

/**
 * Reads a whole log and deserialises each event, payload and metadata: by this project's replay, by its engine as Axon
 * reads, and by Axon's own engine, in turns, over the same events. The heap is the smallest part of what the log has.
 */
public final class ReplayBenchmark {
    private static final long EVENTS = 5_000_000;
    private static final int ROUNDS = 3;

    private ReplayBenchmark() {}

    /** @param arguments the packaged application, which is not used, and the directory for the result */
    public static void main(String... arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase database = DurableDatabase.start(directory);
                Contender geben = Contender.geben(database);
                Contender stock = Contender.stock(database)) {
            StoredLetters.fill(database, EVENTS);
            StoredLetters.copyToStock(database, EVENTS);
            Rounds replaying = new Rounds();
            Rounds reading = new Rounds();
            Rounds stockReading = new Rounds();
            for (int round = 0; round < ROUNDS; round++) {
                replaying.add(perSecond(() -> replay((EventLog) geben.engine())));
                stockReading.add(perSecond(() -> read(stock.engine())));
                reading.add(perSecond(() -> read(geben.engine())));
            }

            Results results = new Results(
                    directory, "replay", database.settings(), "events", "read by", "events/s", "times stock");
            for (Map.Entry<String, Rounds> entry : List.of(
                    Map.entry("this project's replay", replaying),
                    Map.entry("this project's engine, as Axon reads", reading),
                    Map.entry("stock engine", stockReading))) {
                results.add(
                        EVENTS,
                        entry.getKey(),
                        entry.getValue().perSecond(),
                        entry.getValue().median() / stockReading.median());
            }
            results.write();
        }
    }

    private static double perSecond(LongSupplier reading) {
        long begun = System.nanoTime();
        long read = reading.getAsLong();
        if (read != EVENTS) {
            throw new IllegalStateException("Read %d events, not %d".formatted(read, EVENTS));
        }
        return read * 1e9 / (System.nanoTime() - begun);
    }

    private static long replay(EventLog log) {
        long read = 0;
        try (LogReplay replay = log.replay(null)) {
            while (replay.hasNext()) {
                read += replay.next().stream().filter(ReplayBenchmark::isWhole).count();
            }
        }
        return read;
    }

    private static long read(EventStorageEngine engine) {
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(null, false)) {
            return events.filter(ReplayBenchmark::isWhole).count();
        }
    }

    private static boolean isWhole(TrackedEventMessage<?> event) {
        return event.getPayload() instanceof Letter.LetterPosted
                && event.getMetaData().containsKey("traceId");
    }
}
