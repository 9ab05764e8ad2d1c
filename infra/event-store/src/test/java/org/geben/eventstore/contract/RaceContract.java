package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.range;
import static org.geben.eventstore.contract.Notes.sequences;
import static org.geben.eventstore.contract.Notes.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/** Of many who want the same place in a stream at once, through whichever node, one gets it and the others hear so. */
public interface RaceContract extends SceneContract {

    @Test
    default void letsExactlyOneOfManyCallersWinEachPlaceInAStream() throws Exception {
        int callers = 300;
        int places = 20;
        List<? extends EventStorageEngine> nodes = scene().engines(3);
        AtomicIntegerArray winners = new AtomicIntegerArray(places);
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        CountDownLatch begin = new CountDownLatch(1);

        List<Future<?>> racers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                EventStorageEngine node = nodes.get(caller % nodes.size());
                racers.add(threads.submit(() -> {
                    begin.await();
                    for (int place = 0; place < places; place++) {
                        DomainEventMessage<?> event = event(stream(), place, "note");
                        try {
                            node.appendEvents(event);
                            winners.incrementAndGet(place);
                            acknowledged.add(event.getIdentifier());
                        } catch (AggregateStreamCreationException lost) {
                            assertThat(place).isZero();
                        } catch (ConcurrencyException lost) {
                            assertThat(place).isPositive();
                        }
                    }
                    return null;
                }));
            }
            begin.countDown();
        }
        for (Future<?> racer : racers) {
            racer.get();
        }

        assertThat(IntStream.range(0, places).map(winners::get)).containsOnly(1).hasSize(places);
        assertThat(newEvents())
                .extracting(EventMessage::getIdentifier)
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(sequences(engine(), stream(), 0)).isEqualTo(range(0, places));
    }

    @Test
    default void storesNothingInAnyStreamOfAnAppendThatLosesTheRaceForOneOfThem() throws Exception {
        int callers = 200;
        List<? extends EventStorageEngine> nodes = scene().engines(3);
        List<String> own = Stream.generate(Notes::newStream).limit(callers).toList();
        ConcurrentLinkedQueue<String> winners = new ConcurrentLinkedQueue<>();
        CountDownLatch begin = new CountDownLatch(1);

        List<Future<?>> racers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                EventStorageEngine node = nodes.get(caller % nodes.size());
                String name = own.get(caller);
                racers.add(threads.submit(() -> {
                    begin.await();
                    try {
                        node.appendEvents(event(name, 0, "own"), event(stream(), 0, name), event(name, 1, "own"));
                        winners.add(name);
                    } catch (AggregateStreamCreationException lost) {
                        assertThat(lost).hasMessageContaining(stream());
                    }
                    return null;
                }));
            }
            begin.countDown();
        }
        for (Future<?> racer : racers) {
            racer.get();
        }

        assertThat(winners).hasSize(1).containsExactlyElementsOf(texts(engine(), stream()));
        assertThat(own.stream()
                        .filter(name -> engine().lastSequenceNumberFor(name).isPresent()))
                .containsExactlyElementsOf(winners);
        assertThat(newEvents()).hasSize(3);
    }

    @Test
    default void storesLargePayloadsOfManyCallersAtOnce() throws Exception {
        int callers = 24;
        List<? extends EventStorageEngine> nodes = scene().engines(3);
        List<String> streams = Stream.generate(Notes::newStream).limit(callers).toList();

        List<Future<?>> appends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                EventStorageEngine node = nodes.get(caller % nodes.size());
                String own = streams.get(caller);
                appends.add(threads.submit(() -> node.appendEvents(event(own, 0, own.repeat(25_000)))));
            }
        }
        for (Future<?> append : appends) {
            append.get();
        }

        for (String own : streams) {
            assertThat(engine().readEvents(own).next().getPayload()).isEqualTo(new Noted(own.repeat(25_000)));
        }
        assertThat(newEvents()).hasSize(callers);
    }
}
