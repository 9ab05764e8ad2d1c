package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.texts;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/** An event's identifier is its own in the whole log, where others look at it only at the event's place in its stream. */
public interface UniqueEventIdContract extends SceneContract {

    @Test
    default void refusesAnEventIdentifierThatAnEventOfAnotherStreamHas() {
        DomainEventMessage<?> stored = event(stream(), 0, "a");
        engine().appendEvents(stored);
        String other = newStream();

        assertThatThrownBy(() -> engine().appendEvents(event(other, 0, "b", Instant.EPOCH, stored.getIdentifier())))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining(stored.getIdentifier());
        assertThat(texts(engine(), other)).isEmpty();
    }

    @Test
    default void refusesAnotherEventWithTheIdentifierOfOneInTheSameStream() {
        DomainEventMessage<?> stored = event(stream(), 0, "a");
        engine().appendEvents(stored);

        assertThatThrownBy(() -> engine().appendEvents(event(stream(), 1, "b", Instant.EPOCH, stored.getIdentifier())))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining(stored.getIdentifier());
        assertThat(texts(engine(), stream())).containsExactly("a");
    }
}
