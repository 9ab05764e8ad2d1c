package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.texts;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/**
 * An append is stored wholly or refused wholly: each event has its place in its stream, one place after the other. Axon's
 * engine in memory checks nothing of this.
 */
public interface ConflictContract extends SceneContract {

    @Test
    default void refusesASecondEventAtAPlaceInAStream() {
        engine().appendEvents(event(stream(), 0, "a"), event(stream(), 1, "b"));

        assertThatThrownBy(() -> scene().openEngine().appendEvents(event(stream(), 1, "c")))
                .isInstanceOf(ConcurrencyException.class)
                .isNotInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining(stream());
        assertThat(texts(engine(), stream())).containsExactly("a", "b");
    }

    @Test
    default void refusesToCreateAStreamTwice() {
        engine().appendEvents(event(stream(), 0, "a"));

        assertThatThrownBy(() -> scene().openEngine().appendEvents(event(stream(), 0, "b")))
                .isInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining(stream());
        assertThat(texts(engine(), stream())).containsExactly("a");
    }

    @Test
    default void refusesAnEventWhosePredecessorIsNotStored() {
        engine().appendEvents(event(stream(), 0, "a"));
        String other = newStream();

        assertThatThrownBy(() -> engine().appendEvents(event(stream(), 2, "c")))
                .isInstanceOf(ConcurrencyException.class)
                .isNotInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining(stream());
        assertThatThrownBy(() -> engine().appendEvents(event(stream(), 1, "b"), event(other, 1, "nothing before it")))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining(other);
        assertThat(texts(engine(), stream())).containsExactly("a");
        assertThat(texts(engine(), other)).isEmpty();
    }

    @Test
    default void refusesAHoleAndAWrongOrderWithinAnAppend() {
        assertThatThrownBy(() -> engine().appendEvents(event(stream(), 0, "a"), event(stream(), 2, "c")))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine().appendEvents(event(stream(), 1, "b"), event(stream(), 0, "a")))
                .isInstanceOf(ConcurrencyException.class);

        assertThat(texts(engine(), stream())).isEmpty();
    }

    @Test
    default void followsEachStreamThroughAnAppendThatInterleavesThem() {
        String other = newStream();
        engine().appendEvents(event(other, 0, "x"));

        engine().appendEvents(
                        event(stream(), 0, "a"), event(other, 1, "y"), event(stream(), 1, "b"), event(other, 2, "z"));

        assertThat(texts(engine(), stream())).containsExactly("a", "b");
        assertThat(texts(engine(), other)).containsExactly("x", "y", "z");
    }

    @Test
    default void storesNothingOfAnAppendThatConflictsInPart() {
        String other = newStream();
        engine().appendEvents(event(stream(), 0, "a"));

        assertThatThrownBy(() -> engine().appendEvents(
                                event(other, 0, "b"),
                                event(stream(), 0, "c"),
                                new GenericEventMessage<>(new Noted("d"))))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(newEvents()).hasSize(1);
        assertThat(texts(engine(), other)).isEmpty();
    }

    @Test
    default void refusesAnAppendThatContradictsItself() {
        DomainEventMessage<?> event = event(stream(), 0, "a");

        assertThatThrownBy(() -> engine().appendEvents(event, event(stream(), 0, "b")))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine().appendEvents(event, event)).isInstanceOf(ConcurrencyException.class);
        assertThat(newEvents()).isEmpty();
    }

    @Test
    default void acceptsTheVerySameEventsAgainWithoutStoringThemTwice() {
        List<DomainEventMessage<?>> events = List.of(event(stream(), 0, "a"), event(newStream(), 0, "b"));
        engine().appendEvents(events);
        engine().appendEvents(event(stream(), 1, "c"));

        scene().openEngine().appendEvents(events);

        assertThat(newEvents()).hasSize(3);
        assertThat(texts(engine(), stream())).containsExactly("a", "c");
    }

    @Test
    default void refusesEventsOfWhichOnlySomeAreStoredAlready() {
        DomainEventMessage<?> stored = event(stream(), 0, "a");
        engine().appendEvents(stored);

        assertThatThrownBy(() -> engine().appendEvents(stored, event(stream(), 1, "b")))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(texts(engine(), stream())).containsExactly("a");
    }
}
