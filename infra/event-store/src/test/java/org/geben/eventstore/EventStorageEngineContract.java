package org.geben.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every engine of this extension promises. A log may hold events from earlier tests: each test works on streams of
 * its own and reads the log from where it stood at the test's start.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class EventStorageEngineContract {

    protected static final Serializer SERIALIZER = Jackson3Serializer.builder().build();
    private static final String TYPE = "Notebook";

    protected EventStorageEngine engine;
    protected final String stream = newStream();
    private @Nullable TrackingToken start;

    /** Another engine, as another node would have it, on the one log of the test. */
    protected abstract EventStorageEngine openEngine(EventUpcaster upcasters);

    protected final EventStorageEngine openEngine() {
        return openEngine(NoOpEventUpcaster.INSTANCE);
    }

    @BeforeEach
    void openEngineAndRememberWhereTheLogStands() {
        engine = openEngine();
        start = engine.createHeadToken();
    }

    @Test
    void givesBackWhatWasAppended() {
        Instant occurred = Instant.parse("2024-02-29T23:59:59.123456Z");
        DomainEventMessage<?> event =
                event(stream, 0, "first", occurred).withMetaData(Map.of("actor", "ada", "attempt", 3));

        engine.appendEvents(event);

        DomainEventMessage<?> read = engine.readEvents(stream).next();
        assertThat(read.getPayload()).isEqualTo(new Noted("first"));
        assertThat(read.getPayloadType()).isEqualTo(Noted.class);
        assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.getType()).isEqualTo(TYPE);
        assertThat(read.getAggregateIdentifier()).isEqualTo(stream);
        assertThat(read.getSequenceNumber()).isZero();
        assertThat(read.getTimestamp()).isEqualTo(occurred);
        assertThat(read.getMetaData()).isEqualTo(MetaData.from(Map.of("actor", "ada", "attempt", 3)));
    }

    @Test
    void givesTrackingReadersWhatWasAppendedAndWhenItWasRecorded() {
        Instant occurred = Instant.parse("1969-07-20T20:17:40.000001Z");
        engine.appendEvents(event(stream, 0, "first", occurred).withMetaData(Map.of("actor", "ada")));

        TrackedEventMessage<?> read = newEvents(engine).getFirst();

        assertThat(read).isInstanceOf(DomainEventMessage.class);
        assertThat(read.getPayload()).isEqualTo(new Noted("first"));
        assertThat(read.getTimestamp()).isEqualTo(occurred);
        assertThat(read.getMetaData()).containsEntry("actor", "ada").containsOnlyKeys("actor", RecordedAt.KEY);
        assertThat(RecordedAt.of(read))
                .get()
                .satisfies(recorded -> assertThat(recorded)
                        .isCloseTo(Instant.now(), org.assertj.core.api.Assertions.within(1, ChronoUnit.MINUTES)));
    }

    @Test
    void keepsEveryAlphabet() {
        String text = "Grüße, 世界, مرحبا, 👩‍🚀, \\ \" \u0000 \u2028";
        String unicodeStream = stream + "-ß-世界-👩‍🚀";

        engine.appendEvents(event(unicodeStream, 0, text).withMetaData(Map.of("naïve 键", text)));

        DomainEventMessage<?> read = engine.readEvents(unicodeStream).next();
        assertThat(read.getPayload()).isEqualTo(new Noted(text));
        assertThat(read.getMetaData()).containsEntry("naïve 键", text);
    }

    @Test
    void keepsAPayloadOfAMegabyte() {
        String text = IntStream.range(0, 1 << 20)
                .collect(
                        StringBuilder::new,
                        (s, i) -> s.append((char) ('a' + (i * 31L + i / 7) % 26)),
                        StringBuilder::append)
                .toString();

        engine.appendEvents(event(stream, 0, text));

        assertThat(engine.readEvents(stream).next().getPayload()).isEqualTo(new Noted(text));
    }

    @Test
    void readsAStreamOfThousandsOfEventsInOrder() {
        for (int first = 0; first < 5_000; first += 500) {
            engine.appendEvents(IntStream.range(first, first + 500)
                    .mapToObj(sequence -> event(stream, sequence, "note " + sequence))
                    .toList());
        }

        assertThat(sequences(engine, stream, 0))
                .isEqualTo(LongStream.range(0, 5_000).boxed().toList());
        assertThat(sequences(engine, stream, 4_321))
                .isEqualTo(LongStream.range(4_321, 5_000).boxed().toList());
        assertThat(engine.lastSequenceNumberFor(stream)).contains(4_999L);
        assertThat(newEvents(engine)).hasSize(5_000);
    }

    @Test
    void knowsNothingOfAStreamThatWasNeverWritten() {
        assertThat(engine.readEvents(stream).hasNext()).isFalse();
        assertThat(engine.lastSequenceNumberFor(stream)).isEmpty();
        assertThat(engine.readSnapshot(stream)).isEmpty();
    }

    @Test
    void storesEventsOutsideAnyAggregate() {
        EventMessage<Noted> event = new GenericEventMessage<>(new Noted("nobody's"), MetaData.with("actor", "ada"));

        engine.appendEvents(List.of(event, event(stream, 0, "somebody's")));

        List<TrackedEventMessage<?>> read = newEvents(engine);
        assertThat(read).hasSize(2);
        assertThat(read.get(0)).isNotInstanceOf(DomainEventMessage.class);
        assertThat(read.get(0).getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.get(0).getPayload()).isEqualTo(new Noted("nobody's"));
        assertThat(read.get(0).getMetaData()).containsEntry("actor", "ada").containsKey(RecordedAt.KEY);
        assertThat(read.get(1)).isInstanceOf(DomainEventMessage.class);
    }

    @Test
    void takesAnEmptyAppendForNothing() {
        engine.appendEvents(List.of());

        assertThat(newEvents(engine)).isEmpty();
    }

    @Test
    void refusesASecondEventAtAPlaceInAStream() {
        engine.appendEvents(event(stream, 0, "a"), event(stream, 1, "b"));

        assertThatThrownBy(() -> openEngine().appendEvents(event(stream, 1, "c")))
                .isInstanceOf(ConcurrencyException.class)
                .isNotInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining(stream);
        assertThat(texts(engine, stream)).containsExactly("a", "b");
    }

    @Test
    void refusesAnEventWhosePredecessorIsNotStored() {
        engine.appendEvents(event(stream, 0, "a"));
        String other = newStream();

        assertThatThrownBy(() -> engine.appendEvents(event(stream, 2, "c")))
                .isInstanceOf(ConcurrencyException.class)
                .isNotInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining(stream);
        assertThatThrownBy(() -> engine.appendEvents(event(stream, 1, "b"), event(other, 1, "nothing before it")))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining(other);
        assertThat(texts(engine, stream)).containsExactly("a");
        assertThat(texts(engine, other)).isEmpty();
    }

    @Test
    void refusesAHoleAndAWrongOrderWithinAnAppend() {
        assertThatThrownBy(() -> engine.appendEvents(event(stream, 0, "a"), event(stream, 2, "c")))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(event(stream, 1, "b"), event(stream, 0, "a")))
                .isInstanceOf(ConcurrencyException.class);

        assertThat(texts(engine, stream)).isEmpty();
    }

    @Test
    void followsEachStreamThroughAnAppendThatInterleavesThem() {
        String other = newStream();
        engine.appendEvents(event(other, 0, "x"));

        engine.appendEvents(event(stream, 0, "a"), event(other, 1, "y"), event(stream, 1, "b"), event(other, 2, "z"));

        assertThat(texts(engine, stream)).containsExactly("a", "b");
        assertThat(texts(engine, other)).containsExactly("x", "y", "z");
    }

    @Test
    void refusesToCreateAStreamTwice() {
        engine.appendEvents(event(stream, 0, "a"));

        assertThatThrownBy(() -> openEngine().appendEvents(event(stream, 0, "b")))
                .isInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining(stream);
        assertThat(texts(engine, stream)).containsExactly("a");
    }

    @Test
    void storesAnAppendThatSpansAggregatesTogether() {
        String other = newStream();

        engine.appendEvents(event(stream, 0, "a"), event(other, 0, "b"), event(stream, 1, "c"));

        assertThat(texts(engine, stream)).containsExactly("a", "c");
        assertThat(texts(engine, other)).containsExactly("b");
        assertThat(newEvents(engine))
                .extracting(event -> ((Noted) event.getPayload()).text())
                .containsExactly("a", "b", "c");
    }

    @Test
    void storesNothingOfAnAppendThatConflictsInPart() {
        String other = newStream();
        engine.appendEvents(event(stream, 0, "a"));

        assertThatThrownBy(() -> engine.appendEvents(
                        event(other, 0, "b"), event(stream, 0, "c"), new GenericEventMessage<>(new Noted("d"))))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(newEvents(engine)).hasSize(1);
        assertThat(texts(engine, other)).isEmpty();
    }

    @Test
    void refusesAnAppendThatContradictsItself() {
        DomainEventMessage<?> event = event(stream, 0, "a");

        assertThatThrownBy(() -> engine.appendEvents(event, event(stream, 0, "b")))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(event, event)).isInstanceOf(ConcurrencyException.class);
        assertThat(newEvents(engine)).isEmpty();
    }

    @Test
    void acceptsTheVerySameEventsAgainWithoutStoringThemTwice() {
        List<DomainEventMessage<?>> events = List.of(event(stream, 0, "a"), event(newStream(), 0, "b"));
        engine.appendEvents(events);
        long position = headPosition();
        engine.appendEvents(event(newStream(), 0, "c"));

        assertThat(positionNotedBy(() -> openEngine().appendEvents(events))).hasValue(position);
        assertThat(newEvents(engine)).hasSize(3);
    }

    @Test
    void refusesEventsOfWhichOnlySomeAreStoredAlready() {
        DomainEventMessage<?> stored = event(stream, 0, "a");
        engine.appendEvents(stored);

        assertThatThrownBy(() -> engine.appendEvents(stored, event(stream, 1, "b")))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(texts(engine, stream)).containsExactly("a");
    }

    @Test
    void refusesAnEventIdentifierThatAnotherEventHas() {
        DomainEventMessage<?> stored = event(stream, 0, "a");
        engine.appendEvents(stored);
        String other = newStream();

        assertThatThrownBy(() -> engine.appendEvents(new GenericDomainEventMessage<>(
                        TYPE,
                        other,
                        0,
                        new Noted("b"),
                        MetaData.emptyInstance(),
                        stored.getIdentifier(),
                        Instant.EPOCH)))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining(stored.getIdentifier());
        assertThat(texts(engine, other)).isEmpty();
    }

    @Test
    void letsExactlyOneOfManyCallersWinEachPlaceInAStream() throws Exception {
        int callers = 300;
        int places = 20;
        List<EventStorageEngine> nodes = List.of(engine, openEngine(), openEngine());
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
                        DomainEventMessage<?> event = event(stream, place, "note");
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
        assertThat(newEvents(engine)).extracting(EventMessage::getIdentifier).containsExactlyElementsOf(acknowledged);
        assertThat(sequences(engine, stream, 0))
                .isEqualTo(LongStream.range(0, places).boxed().toList());
    }

    @Test
    void showsEveryReaderEveryEventOnceAndInOrderWhileManyWrite() throws Exception {
        int writers = 24;
        int appends = 50;
        List<EventStorageEngine> nodes = List.of(engine, openEngine(), openEngine());
        Set<String> streams = new HashSet<>();

        List<Future<List<TrackedEventMessage<?>>>> readers = new ArrayList<>();
        List<Future<?>> writing = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (EventStorageEngine node : nodes) {
                readers.add(threads.submit(() -> readUntil(node, writers * appends * 2)));
            }
            for (int writer = 0; writer < writers; writer++) {
                EventStorageEngine node = nodes.get(writer % nodes.size());
                String own = newStream();
                streams.add(own);
                writing.add(threads.submit(() -> {
                    for (int append = 0; append < appends; append++) {
                        node.appendEvents(event(own, append * 2L, "a"), event(own, append * 2L + 1, "b"));
                    }
                }));
            }
        }
        for (Future<?> writer : writing) {
            writer.get();
        }

        List<String> log =
                newEvents(engine).stream().map(EventMessage::getIdentifier).toList();
        assertThat(log).hasSize(writers * appends * 2).doesNotHaveDuplicates();
        for (Future<List<TrackedEventMessage<?>>> reader : readers) {
            List<TrackedEventMessage<?>> seen = reader.get();
            assertThat(seen).extracting(EventMessage::getIdentifier).isEqualTo(log);
            for (String own : streams) {
                assertThat(seen.stream()
                                .map(event -> (DomainEventMessage<?>) event)
                                .filter(event -> event.getAggregateIdentifier().equals(own))
                                .map(DomainEventMessage::getSequenceNumber))
                        .isEqualTo(LongStream.range(0, appends * 2L).boxed().toList());
            }
            assertThat(seen.stream().map(event -> RecordedAt.of(event).orElseThrow()))
                    .isSorted();
        }
    }

    @Test
    void readsFromTheTailFromTheHeadAndFromAnyToken() {
        engine.appendEvents(event(stream, 0, "a"));
        TrackingToken head = engine.createHeadToken();
        engine.appendEvents(event(stream, 1, "b"));

        assertThat(textsAfter(engine, head)).containsExactly("b");
        assertThat(textsAfter(engine, engine.createHeadToken())).isEmpty();
        try (Stream<? extends TrackedEventMessage<?>> fromTail = engine.readEvents(engine.createTailToken(), false);
                Stream<? extends TrackedEventMessage<?>> fromNull = engine.readEvents(null, false)) {
            List<String> all = fromTail.map(EventMessage::getIdentifier).toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(2);
            assertThat(fromNull.map(EventMessage::getIdentifier)).isEqualTo(all);
        }
        List<TrackedEventMessage<?>> events = newEvents(engine);
        assertThat(textsAfter(engine, events.getFirst().trackingToken())).containsExactly("b");
    }

    @Test
    void findsThePositionOfAnInstantByWhenEventsWereRecorded() {
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        for (int sequence = 0; sequence < 5; sequence++) {
            engine.appendEvents(event(stream, sequence, "note " + sequence, longAgo));
        }
        List<Instant> recorded = newEvents(engine).stream()
                .map(event -> RecordedAt.of(event).orElseThrow())
                .toList();

        for (Instant instant : recorded) {
            assertThat(textsAfter(engine, engine.createTokenAt(instant)).size())
                    .isEqualTo(recorded.stream()
                            .filter(at -> !at.isBefore(instant))
                            .count());
        }
        assertThat(textsAfter(engine, engine.createTokenAt(recorded.getLast().plus(1, ChronoUnit.MICROS))))
                .isEmpty();
        assertThat(engine.createTokenAt(Instant.EPOCH)).isEqualTo(engine.createTailToken());
        assertThat(engine.createTokenAt(Instant.now().plus(1, ChronoUnit.DAYS))).isEqualTo(engine.createHeadToken());
    }

    @Test
    void keepsTheLatestSnapshotOfAStream() {
        engine.storeSnapshot(event(stream, 10, "ten"));
        engine.storeSnapshot(event(stream, 20, "twenty").withMetaData(Map.of("actor", "ada")));
        engine.storeSnapshot(event(stream, 15, "fifteen"));

        Optional<DomainEventMessage<?>> snapshot = engine.readSnapshot(stream);
        assertThat(snapshot).get().satisfies(s -> {
            assertThat(s.getPayload()).isEqualTo(new Noted("twenty"));
            assertThat(s.getSequenceNumber()).isEqualTo(20);
            assertThat(s.getType()).isEqualTo(TYPE);
            assertThat(s.getMetaData()).containsEntry("actor", "ada");
        });
        assertThat(newEvents(engine)).isEmpty();
        assertThat(engine.readEvents(stream).hasNext()).isFalse();
    }

    @Test
    void letsUpcastersSeeEventsOnEveryWayOut() {
        engine.appendEvents(event(stream, 0, "old").withMetaData(Map.of("actor", "ada")));
        EventStorageEngine upcasting = openEngine(new Shouting());

        assertThat(texts(upcasting, stream)).containsExactly("OLD");
        TrackedEventMessage<?> tracked = newEvents(upcasting).getFirst();
        assertThat(tracked.getPayload()).isEqualTo(new Noted("OLD"));
        assertThat(tracked.getMetaData()).containsEntry("actor", "ada").containsKey(RecordedAt.KEY);
    }

    @Test
    void tellsTheUnitOfWorkThePositionOfItsLastEvent() {
        OptionalLong noted = positionNotedBy(() -> {
            engine.appendEvents(event(stream, 0, "a"), event(stream, 1, "b"));
            DefaultUnitOfWork<?> nested = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("nested"));
            engine.appendEvents(event(stream, 2, "c"));
            nested.commit();
        });

        assertThat(noted).hasValue(headPosition());
        assertThat(positionNotedBy(() -> {})).isEmpty();
    }

    @Test
    void carriesAnAggregateThroughAxon() throws Exception {
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(engine).build();
        Configuration axon = DefaultConfigurer.defaultConfiguration(false)
                .configureEventStore(configuration -> store)
                .configureAggregate(Notebook.class)
                .start();
        ConcurrentLinkedQueue<Long> positions = new ConcurrentLinkedQueue<>();
        axon.commandBus().registerHandlerInterceptor((unitOfWork, chain) -> {
            unitOfWork.afterCommit(u -> AppendedPosition.of(u).ifPresent(positions::add));
            return chain.proceed();
        });
        try (TrackingEventStream tail = store.openStream(start)) {
            assertThat((String) axon.commandGateway().sendAndWait(new Notebook.OpenNotebook(stream)))
                    .isEqualTo(stream);
            assertThat((int) axon.commandGateway().sendAndWait(new Notebook.WriteNote(stream, "one")))
                    .isEqualTo(1);
            assertThat((int) axon.commandGateway().sendAndWait(new Notebook.WriteNote(stream, "two")))
                    .isEqualTo(2);

            List<Object> seen = new ArrayList<>();
            while (seen.size() < 3 && tail.hasNextAvailable(10, TimeUnit.SECONDS)) {
                seen.add(tail.nextAvailable().getPayload());
            }
            assertThat(seen)
                    .containsExactly(
                            new Notebook.NotebookOpened(stream),
                            new Notebook.NoteWritten(stream, "one"),
                            new Notebook.NoteWritten(stream, "two"));
            assertThat(positions).hasSize(3).last().isEqualTo(headPosition());
            CommandMessage<?> again = GenericCommandMessage.asCommandMessage(new Notebook.OpenNotebook(stream));
            assertThatThrownBy(() -> axon.commandGateway().sendAndWait(again))
                    .isInstanceOf(AggregateStreamCreationException.class);
        } finally {
            axon.shutdown();
        }
    }

    protected static String newStream() {
        return UUID.randomUUID().toString();
    }

    protected static DomainEventMessage<?> event(String stream, long sequence, String text) {
        return event(stream, sequence, text, Instant.now());
    }

    protected static DomainEventMessage<?> event(String stream, long sequence, String text, Instant occurred) {
        return new GenericDomainEventMessage<>(
                TYPE,
                stream,
                sequence,
                new Noted(text),
                MetaData.emptyInstance(),
                UUID.randomUUID().toString(),
                occurred);
    }

    protected static List<String> texts(EventStorageEngine engine, String stream) {
        return engine.readEvents(stream)
                .asStream()
                .map(event -> ((Noted) event.getPayload()).text())
                .toList();
    }

    /** The events appended since the test began. */
    protected final List<TrackedEventMessage<?>> newEvents(EventStorageEngine engine) {
        return after(engine, start);
    }

    protected final long headPosition() {
        return engine.createHeadToken().position().orElseThrow();
    }

    private static List<TrackedEventMessage<?>> after(EventStorageEngine engine, @Nullable TrackingToken token) {
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(token, false)) {
            return events.<TrackedEventMessage<?>>map(event -> event).toList();
        }
    }

    private static List<String> textsAfter(EventStorageEngine engine, @Nullable TrackingToken token) {
        return after(engine, token).stream()
                .map(event -> ((Noted) event.getPayload()).text())
                .toList();
    }

    private static List<Long> sequences(EventStorageEngine engine, String stream, long first) {
        return engine.readEvents(stream, first)
                .asStream()
                .<Long>map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    private List<TrackedEventMessage<?>> readUntil(EventStorageEngine engine, int expected) {
        List<TrackedEventMessage<?>> seen = new ArrayList<>();
        @Nullable TrackingToken token = start;
        while (seen.size() < expected) {
            List<TrackedEventMessage<?>> more = after(engine, token);
            seen.addAll(more);
            token = more.isEmpty() ? token : more.getLast().trackingToken();
        }
        return seen;
    }

    private static OptionalLong positionNotedBy(Runnable appends) {
        DefaultUnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("root"));
        try {
            appends.run();
            return AppendedPosition.of(unitOfWork);
        } finally {
            unitOfWork.rollback();
        }
    }

    private static final class Shouting extends SingleEventUpcaster {

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().getName().equals(Noted.class.getName());
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType(Noted.class.getName(), "2"), JsonNode.class, json -> {
                ObjectNode note = (ObjectNode) json;
                return note.put("text", note.get("text").asString().toUpperCase(java.util.Locale.ROOT));
            });
        }
    }
}
