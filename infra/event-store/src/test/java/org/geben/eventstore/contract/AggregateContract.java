package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.Test;

/** An engine does its work under Axon. */
public interface AggregateContract extends SceneContract {

    @Test
    default void carriesAnAggregateThroughAxon() throws Exception {
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(engine()).build();
        Configuration axon = DefaultConfigurer.defaultConfiguration(false)
                .configureEventStore(configuration -> store)
                .configureAggregate(Notebook.class)
                .start();
        try (TrackingEventStream tail = store.openStream(scene().start())) {
            assertThat((String) axon.commandGateway().sendAndWait(new Notebook.OpenNotebook(stream())))
                    .isEqualTo(stream());
            assertThat((int) axon.commandGateway().sendAndWait(new Notebook.WriteNote(stream(), "one")))
                    .isEqualTo(1);
            assertThat((int) axon.commandGateway().sendAndWait(new Notebook.WriteNote(stream(), "two")))
                    .isEqualTo(2);

            List<Object> seen = new ArrayList<>();
            while (seen.size() < 3 && tail.hasNextAvailable(10, TimeUnit.SECONDS)) {
                seen.add(tail.nextAvailable().getPayload());
            }
            assertThat(seen)
                    .containsExactly(
                            new Notebook.NotebookOpened(stream()),
                            new Notebook.NoteWritten(stream(), "one"),
                            new Notebook.NoteWritten(stream(), "two"));
        } finally {
            axon.shutdown();
        }
    }
}
