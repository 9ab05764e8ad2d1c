package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.range;

import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.Test;

/** Whoever sees positions knows how many events there are, where those of other logs only grow. */
public interface ContiguousPositionContract extends EventLogSceneContract {

    @Test
    default void givesEachEventThePositionAfterThatOfTheOneBeforeIt() {
        long before = headPosition();
        String other = newStream();

        engine().appendEvents(event(stream(), 0, "a"), event(other, 0, "b"));
        assertThatThrownBy(() -> engine().appendEvents(
                                event(newStream(), 0, "x"), event(other, 0, "y"), event(stream(), 0, "z")))
                .isInstanceOf(AggregateStreamCreationException.class);
        scene().openEngine().appendEvents(event(stream(), 1, "c"));

        assertThat(newEvents().stream()
                        .map(event -> event.trackingToken().position().orElseThrow()))
                .isEqualTo(range(before + 1, before + 4));
        assertThat(engine().eventsBetween(before, headPosition())).hasValue(3);
    }
}
