package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.after;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.texts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.RecordedAt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Nobody sees an event of old as it was. */
public interface UpcastingContract extends EventLogSceneContract {

    @Test
    default void letsUpcastersSeeEventsOnEveryWayOut() {
        engine().appendEvents(event(stream(), 0, "old").withMetaData(Map.of("actor", "ada")));
        engine().storeSnapshot(event(stream(), 0, "old"));
        EventLog upcasting = scene().openEngine(new Shouting());

        assertThat(texts(upcasting, stream())).containsExactly("OLD");
        TrackedEventMessage<?> tracked = after(upcasting, scene().start()).getFirst();
        assertThat(tracked.getPayload()).isEqualTo(new Noted("OLD"));
        assertThat(tracked.getMetaData()).containsEntry("actor", "ada").containsKey(RecordedAt.KEY);
        assertThat(upcasting.readStreams(List.of(stream()), 1).getOrDefault(stream(), List.of()))
                .<Object>extracting(DomainEventMessage::getPayload)
                .containsExactly(new Noted("OLD"));
        assertThat(upcasting.readSnapshot(stream()).orElseThrow().getPayload()).isEqualTo(new Noted("OLD"));
    }

    @Test
    default void followsALogOfWhichUpcastersLeaveMuchOut() {
        engine().appendEvents(event(stream(), 0, "first"));
        engine().appendEvents(IntStream.range(1, 300)
                .mapToObj(sequence -> event(stream(), sequence, Silencing.SILENCED))
                .toList());
        engine().appendEvents(event(stream(), 300, "last"));
        EventLog silent = scene().openEngine(new Silencing());

        List<TrackedEventMessage<?>> followed = after(silent, scene().start());

        assertThat(followed)
                .<Object>extracting(TrackedEventMessage::getPayload)
                .containsExactly(new Noted("first"), new Noted("last"));
        assertThat(followed.getLast().trackingToken()).isEqualTo(silent.createHeadToken());
        assertThat(texts(silent, stream())).containsExactly("first", "last");
    }

    @Test
    default void hidesFromNobodyHowLongAStreamIsWhoseLastEventsUpcastersLeaveOut() {
        engine().appendEvents(event(stream(), 0, "first"), event(stream(), 1, Silencing.SILENCED));
        EventLog silent = scene().openEngine(new Silencing());

        DomainEventStream read = silent.readEvents(stream());
        assertThat(read.asStream()).hasSize(1);
        assertThat(read.getLastSequenceNumber()).isEqualTo(1);
        assertThat(silent.readStreams(List.of(stream()), 5)).doesNotContainKey(stream());
    }

    /** Leaves out what nobody should hear of any more. */
    final class Silencing implements EventUpcaster {

        static final String SILENCED = "hush";

        @Override
        public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
            return events.filter(event -> !event.getData(JsonNode.class)
                    .getData()
                    .path("text")
                    .asString()
                    .equals(SILENCED));
        }
    }

    /** Writes everything in capitals. */
    final class Shouting extends SingleEventUpcaster {

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().getName().equals(Noted.class.getName());
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType(Noted.class.getName(), "2"), JsonNode.class, json -> {
                ObjectNode note = (ObjectNode) json;
                return note.put("text", note.get("text").asString().toUpperCase(Locale.ROOT));
            });
        }
    }
}
