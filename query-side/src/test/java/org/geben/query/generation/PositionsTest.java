package org.geben.query.generation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers wait for positions, and who brings a generation on waits for readers. */
@Timeout(30)
class PositionsTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(5);

    private final Positions positions = new Positions();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        readers.shutdownNow();
    }

    @Test
    void aReaderWaitsForThePositionItself() throws Exception {
        Future<?> reader = readers.submit(() -> read("feed-1", 7));
        positions.awaitReader("feed-1", LONG);
        positions.reached("feed-1", 6);
        positions.reached("feed-2", 7);
        positions.awaitReader("feed-1", LONG);
        assertThat(reader.isDone()).isFalse();

        positions.reached("feed-1", 7);
        reader.get(10, SECONDS);
        read("feed-1", 7);
    }

    @Test
    void aReaderOfOneGenerationHurriesNoOther() throws Exception {
        readers.submit(() -> read("feed-1", 1));
        positions.awaitReader("feed-1", LONG);

        assertThat(waited("feed-2")).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void nobodyIsHurriedAnyMoreOnceTheLastReaderHasGone() throws Exception {
        Future<?> first = readers.submit(() -> read("feed-1", 1));
        Future<?> second = readers.submit(() -> read("feed-1", 2));
        positions.awaitReader("feed-1", LONG);
        positions.reached("feed-1", 1);
        first.get(10, SECONDS);
        positions.awaitReader("feed-1", LONG);

        positions.reached("feed-1", 2);
        second.get(10, SECONDS);
        assertThat(waited("feed-1")).isGreaterThanOrEqualTo(SHORT);
    }

    private Void read(String generation, long position) throws InterruptedException {
        positions.await(generation, position, LONG);
        return null;
    }

    private Duration waited(String generation) throws InterruptedException {
        long begun = System.nanoTime();
        positions.awaitReader(generation, SHORT);
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
