package org.geben.benchmarks.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** When a reader that follows the log saw each letter, in microseconds since 1970. */
final class Followed implements AutoCloseable {
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopped;

    private Followed(BlockingStream<TrackedEventMessage<?>> stream) {
        this.thread = Thread.ofPlatform().name("follower").start(() -> follow(stream));
    }

    /** Begins at the end of the log. */
    static Followed by(EventStore store) {
        return new Followed(store.openStream(store.createHeadToken()));
    }

    private void follow(BlockingStream<TrackedEventMessage<?>> stream) {
        try (stream) {
            while (!stopped) {
                if (stream.hasNextAvailable(100, TimeUnit.MILLISECONDS)) {
                    TrackedEventMessage<?> event = stream.nextAvailable();
                    seen.put(((DomainEventMessage<?>) event).getAggregateIdentifier(), now());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Map<String, Long> seen() {
        return seen;
    }

    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
