package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.geben.eventstore.AppendedPosition;
import org.geben.eventstore.EventLogStore;
import org.junit.jupiter.api.Test;

/** Whoever sends a command can know where its events are, and that it came too late. */
public interface CommandContract extends EventLogSceneContract {

    @Test
    default void tellsCommandsWhereTheirEventsAreAndRefusesASecondCreation() {
        EventLogStore store = EventLogStore.of(engine(), EmbeddedEventStore.builder());
        Configuration axon = DefaultConfigurer.defaultConfiguration(false)
                .configureEventStore(configuration -> store)
                .configureAggregate(Notebook.class)
                .start();
        List<Long> positions = new CopyOnWriteArrayList<>();
        axon.commandBus().registerHandlerInterceptor((unitOfWork, chain) -> {
            unitOfWork.afterCommit(u -> AppendedPosition.of(u).ifPresent(positions::add));
            return chain.proceed();
        });
        try {
            axon.commandGateway().sendAndWait(new Notebook.OpenNotebook(stream()));
            axon.commandGateway().sendAndWait(new Notebook.WriteNote(stream(), "one"));
            CommandMessage<?> again = GenericCommandMessage.asCommandMessage(new Notebook.OpenNotebook(stream()));

            assertThatThrownBy(() -> axon.commandGateway().sendAndWait(again))
                    .isInstanceOf(AggregateStreamCreationException.class);

            assertThat(positions)
                    .isEqualTo(newEvents().stream()
                            .map(event -> event.trackingToken().position().orElseThrow())
                            .toList());
        } finally {
            axon.shutdown();
        }
    }
}
