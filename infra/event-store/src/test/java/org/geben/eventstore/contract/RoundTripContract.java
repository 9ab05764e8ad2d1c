package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.range;
import static org.geben.eventstore.contract.Notes.sequences;
import static org.geben.eventstore.contract.Notes.texts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

/** An engine gives back what it was given. */
public interface RoundTripContract extends SceneContract {

    @Test
    default void givesBackWhatWasAppended() {
        Instant occurred = Instant.parse("2024-02-29T23:59:59.123456Z");
        DomainEventMessage<?> event =
                event(stream(), 0, "first", occurred).withMetaData(Map.of("actor", "ada", "attempt", 3));

        engine().appendEvents(event);

        DomainEventMessage<?> read = engine().readEvents(stream()).next();
        assertThat(read.getPayload()).isEqualTo(new Noted("first"));
        assertThat(read.getPayloadType()).isEqualTo(Noted.class);
        assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.getType()).isEqualTo(Notes.TYPE);
        assertThat(read.getAggregateIdentifier()).isEqualTo(stream());
        assertThat(read.getSequenceNumber()).isZero();
        assertThat(read.getTimestamp()).isEqualTo(occurred);
        assertThat(read.getMetaData()).isEqualTo(MetaData.from(Map.of("actor", "ada", "attempt", 3)));
    }

    @Test
    default void givesTrackingReadersWhatWasAppended() {
        Instant occurred = Instant.parse("1969-07-20T20:17:40.000001Z");
        DomainEventMessage<?> event = event(stream(), 0, "first", occurred).withMetaData(Map.of("actor", "ada"));

        engine().appendEvents(event);

        TrackedEventMessage<?> read = newEvents().getFirst();
        assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.getPayload()).isEqualTo(new Noted("first"));
        assertThat(read.getTimestamp()).isEqualTo(occurred);
        assertThat(read.getMetaData()).containsEntry("actor", "ada");
        assertThat(read).isInstanceOfSatisfying(DomainEventMessage.class, inStream -> {
            assertThat(inStream.getType()).isEqualTo(Notes.TYPE);
            assertThat(inStream.getAggregateIdentifier()).isEqualTo(stream());
            assertThat(inStream.getSequenceNumber()).isZero();
        });
    }

    @Test
    default void keepsEveryAlphabet() {
        String text = "Grüße, 世界, مرحبا, 👩‍🚀, \\ \" \u0000 \u2028";
        String unicodeStream = stream() + "-ß-世界-👩‍🚀";

        engine().appendEvents(event(unicodeStream, 0, text).withMetaData(Map.of("naïve 键", text)));

        DomainEventMessage<?> read = engine().readEvents(unicodeStream).next();
        assertThat(read.getPayload()).isEqualTo(new Noted(text));
        assertThat(read.getMetaData()).containsEntry("naïve 键", text);
    }

    @Test
    default void keepsAPayloadOfAMegabyte() {
        String text = new Random(1)
                .ints(1 << 20, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        engine().appendEvents(event(stream(), 0, text));

        assertThat(engine().readEvents(stream()).next().getPayload()).isEqualTo(new Noted(text));
        assertThat(newEvents().getFirst().getPayload()).isEqualTo(new Noted(text));
    }

    @Test
    default void readsAStreamOfThousandsOfEventsInOrder() {
        for (int first = 0; first < 5_000; first += 500) {
            engine().appendEvents(Notes.events(stream(), first, first + 500));
        }

        assertThat(sequences(engine(), stream(), 0)).isEqualTo(range(0, 5_000));
        assertThat(sequences(engine(), stream(), 4_321)).isEqualTo(range(4_321, 5_000));
        assertThat(engine().lastSequenceNumberFor(stream())).contains(4_999L);
        assertThat(newEvents()).hasSize(5_000);
    }

    @Test
    default void knowsNothingOfAStreamThatWasNeverWritten() {
        assertThat(engine().readEvents(stream()).hasNext()).isFalse();
        assertThat(engine().lastSequenceNumberFor(stream())).isEmpty();
        assertThat(engine().readSnapshot(stream())).isEmpty();
    }

    @Test
    default void storesEventsOutsideAnyAggregate() {
        EventMessage<Noted> event = new GenericEventMessage<>(new Noted("nobody's"), MetaData.with("actor", "ada"));

        engine().appendEvents(List.of(event));
        engine().appendEvents(event(stream(), 0, "somebody's"));

        List<TrackedEventMessage<?>> read = newEvents();
        assertThat(read).hasSize(2);
        assertThat(read.get(0)).isNotInstanceOf(DomainEventMessage.class);
        assertThat(read.get(0).getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.get(0).getPayload()).isEqualTo(new Noted("nobody's"));
        assertThat(read.get(0).getMetaData()).containsEntry("actor", "ada");
        assertThat(read.get(1)).isInstanceOf(DomainEventMessage.class);
    }

    @Test
    default void takesAnEmptyAppendForNothing() {
        engine().appendEvents(List.of());

        assertThat(newEvents()).isEmpty();
    }

    @Test
    default void storesAnAppendThatSpansAggregates() {
        String other = newStream();
        engine().appendEvents(event(other, 0, "x"));

        engine().appendEvents(event(stream(), 0, "a"), event(other, 1, "y"), event(stream(), 1, "b"));

        assertThat(texts(engine(), stream())).containsExactly("a", "b");
        assertThat(texts(engine(), other)).containsExactly("x", "y");
        assertThat(newEvents()).hasSize(4);
    }

    @Test
    default void storesAnAppendThatMixesEventsInAggregatesAndOutside() {
        engine().appendEvents(List.of(new GenericEventMessage<>(new Noted("x")), event(stream(), 0, "a")));

        assertThat(texts(engine(), stream())).containsExactly("a");
        assertThat(newEvents()).hasSize(2);
    }
}
