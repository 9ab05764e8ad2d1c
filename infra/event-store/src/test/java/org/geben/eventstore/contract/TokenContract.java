package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.after;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.textsAfter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.Test;

/** A reader goes on after whatever token it has. */
public interface TokenContract extends SceneContract {

    @Test
    default void readsFromTheTailFromTheHeadAndFromAnyToken() {
        engine().appendEvents(event(stream(), 0, "a"));
        TrackingToken head = engine().createHeadToken();
        engine().appendEvents(event(stream(), 1, "b"));

        assertThat(textsAfter(engine(), head)).containsExactly("b");
        assertThat(textsAfter(engine(), engine().createHeadToken())).isEmpty();
        List<String> all = after(engine(), engine().createTailToken()).stream()
                .map(EventMessage::getIdentifier)
                .toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(2);
        assertThat(after(engine(), null))
                .extracting(EventMessage::getIdentifier)
                .isEqualTo(all);
        assertThat(textsAfter(engine(), newEvents().getFirst().trackingToken())).containsExactly("b");
    }

    @Test
    default void findsTheWholeLogAfterAnInstantBeforeItAndNothingAfterOneYetToCome() {
        engine().appendEvents(event(stream(), 0, "a"), event(stream(), 1, "b"));
        TrackingToken longAgo = engine().createTokenAt(Instant.parse("1900-01-01T00:00:00Z"));
        TrackingToken tomorrow = engine().createTokenAt(Instant.now().plus(1, ChronoUnit.DAYS));

        assertThat(after(engine(), longAgo))
                .extracting(EventMessage::getIdentifier)
                .isEqualTo(after(engine(), null).stream()
                        .map(EventMessage::getIdentifier)
                        .toList())
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(textsAfter(engine(), tomorrow)).isEmpty();
    }

    @Test
    default void givesTokensThatGrowAlongTheLog() {
        engine().appendEvents(Notes.events(stream(), 0, 10));
        engine().appendEvents(Notes.events(stream(), 10, 20));

        List<TrackingToken> tokens = newEvents().stream()
                .<TrackingToken>map(event -> event.trackingToken())
                .toList();
        for (int i = 1; i < tokens.size(); i++) {
            assertThat(tokens.get(i).covers(tokens.get(i - 1))).isTrue();
            assertThat(tokens.get(i - 1).covers(tokens.get(i))).isFalse();
        }
        assertThat(engine().createHeadToken()).isEqualTo(tokens.getLast());
    }
}
