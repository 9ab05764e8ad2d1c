package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.after;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.texts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SimpleSerializedType;
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
