package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.textsAfter;

import java.util.List;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

/** Readers of the log see the events of an append in its order also across streams; others keep it in each stream only. */
public interface AppendOrderContract extends SceneContract {

    @Test
    default void keepsTheOrderOfAnAppendThatInterleavesStreams() {
        String other = newStream();

        engine().appendEvents(List.of(
                event(stream(), 0, "a"),
                event(other, 0, "b"),
                new GenericEventMessage<>(new Noted("c")),
                event(stream(), 1, "d"),
                event(other, 1, "e")));

        assertThat(textsAfter(engine(), scene().start())).containsExactly("a", "b", "c", "d", "e");
    }
}
