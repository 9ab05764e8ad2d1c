package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.after;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.range;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever follows the log misses nothing, however many write to it. */
public interface TailingContract extends EventLogSceneContract {

    @Test
    default void showsEveryReaderEveryEventOnceAndInOrderWhileManyWrite() throws Exception {
        int writers = 24;
        int appends = 50;
        List<? extends EventStorageEngine> nodes = scene().engines(3);
        Set<String> streams = new HashSet<>();
        AtomicBoolean failed = new AtomicBoolean();

        List<Future<List<TrackedEventMessage<?>>>> readers = new ArrayList<>();
        List<Future<?>> writing = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (EventStorageEngine node : nodes) {
                readers.add(threads.submit(() -> readUntil(node, writers * appends * 2, failed)));
            }
            for (int writer = 0; writer < writers; writer++) {
                EventStorageEngine node = nodes.get(writer % nodes.size());
                String own = newStream();
                streams.add(own);
                writing.add(threads.submit(() -> {
                    try {
                        for (int append = 0; append < appends; append++) {
                            node.appendEvents(event(own, append * 2L, "a"), event(own, append * 2L + 1, "b"));
                        }
                    } catch (RuntimeException | Error e) {
                        failed.set(true);
                        throw e;
                    }
                }));
            }
        }
        for (Future<?> writer : writing) {
            writer.get();
        }

        List<String> log = newEvents().stream().map(EventMessage::getIdentifier).toList();
        assertThat(log).hasSize(writers * appends * 2).doesNotHaveDuplicates();
        for (Future<List<TrackedEventMessage<?>>> reader : readers) {
            List<TrackedEventMessage<?>> seen = reader.get();
            assertThat(seen).extracting(EventMessage::getIdentifier).isEqualTo(log);
            for (String own : streams) {
                assertThat(seen.stream()
                                .map(event -> (DomainEventMessage<?>) event)
                                .filter(event -> event.getAggregateIdentifier().equals(own))
                                .map(DomainEventMessage::getSequenceNumber))
                        .isEqualTo(range(0, appends * 2L));
            }
        }
    }

    private List<TrackedEventMessage<?>> readUntil(EventStorageEngine engine, int expected, AtomicBoolean failed) {
        List<TrackedEventMessage<?>> seen = new ArrayList<>();
        @Nullable TrackingToken token = scene().start();
        while (seen.size() < expected && !failed.get()) {
            List<TrackedEventMessage<?>> more = after(engine, token);
            seen.addAll(more);
            token = more.isEmpty() ? token : more.getLast().trackingToken();
        }
        return seen;
    }
}
