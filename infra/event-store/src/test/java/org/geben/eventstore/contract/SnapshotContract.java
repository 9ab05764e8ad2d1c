package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.Test;

/** Snapshots are kept beside the log and never in it. */
public interface SnapshotContract extends SceneContract {

    @Test
    default void keepsTheLatestSnapshotOfAStream() {
        engine().storeSnapshot(event(stream(), 10, "ten"));
        engine().storeSnapshot(event(stream(), 20, "twenty").withMetaData(Map.of("actor", "ada")));
        engine().storeSnapshot(event(stream(), 15, "fifteen"));

        Optional<DomainEventMessage<?>> snapshot = engine().readSnapshot(stream());
        assertThat(snapshot).get().satisfies(s -> {
            assertThat(s.getPayload()).isEqualTo(new Noted("twenty"));
            assertThat(s.getSequenceNumber()).isEqualTo(20);
            assertThat(s.getType()).isEqualTo(Notes.TYPE);
            assertThat(s.getMetaData()).containsEntry("actor", "ada");
        });
        assertThat(newEvents()).isEmpty();
        assertThat(engine().readEvents(stream()).hasNext()).isFalse();
    }

    @Test
    default void letsAnAggregateStartFromItsSnapshot() {
        engine().appendEvents(Notes.events(stream(), 0, 5));
        engine().storeSnapshot(event(stream(), 2, "as of two"));
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(scene().openEngine()).build();

        List<Object> loaded = store.readEvents(stream())
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();

        store.shutDown();
        assertThat(loaded).containsExactly(new Noted("as of two"), new Noted("note 3"), new Noted("note 4"));
    }
}
