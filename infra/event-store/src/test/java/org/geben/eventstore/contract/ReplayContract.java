package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.events;
import static org.geben.eventstore.contract.Notes.newStream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.LogReplay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A replay tells what reading tells, only sooner. */
public interface ReplayContract extends EventLogSceneContract {

    @Test
    default void replaysWhatReadingShows() {
        for (int i = 0; i < 12; i++) {
            engine().appendEvents(events(newStream(), 0, 300));
        }
        engine().appendEvents(event(stream(), 0, "ünï¢ødé 🎁").withMetaData(Map.of("actor", "ada")));
        engine().appendEvents(GenericEventMessage.asEventMessage(new Noted("outside any stream")));

        assertThat(replayed(engine()).stream().map(Told::by))
                .hasSize(12 * 300 + 2)
                .isEqualTo(newEvents().stream().map(Told::by).toList());
    }

    @Test
    default void replaysNothingAfterTheEndOfTheLog() {
        engine().appendEvents(event(stream(), 0, "a"));

        try (LogReplay replay = engine().replay(engine().createHeadToken())) {
            assertThat(replay).isExhausted();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(replay::next);
        }
    }

    @Test
    default void replaysWhatIsAppendedMeanwhileToTheEndOfTheLog() {
        engine().appendEvents(events(stream(), 0, 3));

        List<Object> seen = new ArrayList<>();
        try (LogReplay replay = engine().replay(scene().start())) {
            assertThat(replay.hasNext()).isTrue();
            engine().appendEvents(event(stream(), 3, "meanwhile"));
            replay.forEachRemaining(page -> page.forEach(event -> seen.add(event.getPayload())));
        }

        assertThat(seen)
                .startsWith(IntStream.range(0, 3)
                        .mapToObj(i -> new Noted("note " + i))
                        .toArray());
        assertThat(seen.size()).isBetween(3, 4);
    }

    @Test
    default void givesUpcastersTheWholeLogInOrder() {
        for (int i = 0; i < 5; i++) {
            engine().appendEvents(events(newStream(), 0, 700));
        }

        List<TrackedEventMessage<?>> replayed = replayed(scene().openEngine(new Counting()));

        assertThat(replayed)
                .extracting(event -> ((Noted) event.getPayload()).text())
                .isEqualTo(IntStream.rangeClosed(1, 3_500)
                        .filter(i -> i % 3 != 0)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    default void handsOnTheEventThatCannotBeDeserialised() {
        engine().appendEvents(events(stream(), 0, 2_500));
        DomainEventMessage<?> broken = event(stream(), 2_500, "broken");
        engine().appendEvents(broken);
        engine().appendEvents(event(stream(), 2_501, "whole"));
        List<TrackedEventMessage<?>> seen = new ArrayList<>();

        try (LogReplay replay = scene().openEngine(new Breaking()).replay(scene().start())) {
            replay.forEachRemaining(seen::addAll);
        }
        assertThat(seen).hasSize(2_502);
        assertThat(seen.get(2_500).getIdentifier()).isEqualTo(broken.getIdentifier());
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> seen.get(2_500).getPayload());
        assertThat(seen.getLast().getPayload()).isEqualTo(new Noted("whole"));
    }

    @Test
    default void canBeLeftBeforeItsEnd() {
        for (int i = 0; i < 20; i++) {
            engine().appendEvents(events(newStream(), 0, 1_000));
        }
        LogReplay replay = engine().replay(scene().start());
        replay.next();

        replay.close();

        assertThat(replay).isExhausted();
        assertThat(replayed(engine())).hasSize(20_000);
    }

    private List<TrackedEventMessage<?>> replayed(EventLog log) {
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        try (LogReplay replay = log.replay(scene().start())) {
            replay.forEachRemaining(events::addAll);
        }
        return events;
    }

    /** All that a message says. */
    record Told(
            @Nullable TrackingToken token,
            String id,
            Object payload,
            Map<String, ?> metadata,
            Instant timestamp,
            @Nullable String type,
            @Nullable String stream,
            long sequence) {

        static Told by(TrackedEventMessage<?> event) {
            DomainEventMessage<?> inStream = event instanceof DomainEventMessage<?> domainEvent ? domainEvent : null;
            return new Told(
                    event.trackingToken(),
                    event.getIdentifier(),
                    event.getPayload(),
                    event.getMetaData(),
                    event.getTimestamp(),
                    inStream == null ? null : inStream.getType(),
                    inStream == null ? null : inStream.getAggregateIdentifier(),
                    inStream == null ? -1 : inStream.getSequenceNumber());
        }
    }

    /** Leaves every third event out, and puts the number of the event in the place of each other's text. */
    final class Counting implements EventUpcaster {

        @Override
        public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
            int[] count = {0};
            return events.filter(event -> ++count[0] % 3 != 0).map(event -> {
                String number = String.valueOf(count[0]);
                return event.upcastPayload(
                        new SimpleSerializedType(Noted.class.getName(), "2"),
                        JsonNode.class,
                        json -> ((ObjectNode) json).put("text", number));
            });
        }
    }

    /** Makes something of the text "broken" that no event can have. */
    final class Breaking extends SingleEventUpcaster {

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return true;
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType(Noted.class.getName(), "2"), JsonNode.class, json -> {
                if (json.get("text").asString().equals("broken")) {
                    ((ObjectNode) json).putArray("text");
                }
                return json;
            });
        }
    }
}
