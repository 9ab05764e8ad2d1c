package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.textsAfter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.eventstore.RecordedAt;
import org.junit.jupiter.api.Test;

/** The log has a clock of its own, and finds instants by it. */
public interface RecordedAtContract extends EventLogSceneContract {

    @Test
    default void tellsTrackingReadersWhenAnEventWasRecorded() {
        Instant longAgo = Instant.parse("1969-07-20T20:17:40.000001Z");
        engine().appendEvents(event(stream(), 0, "first", longAgo).withMetaData(Map.of("actor", "ada")));
        engine().appendEvents(List.of(new GenericEventMessage<>(new Noted("nobody's"))));

        List<TrackedEventMessage<?>> read = newEvents();

        assertThat(read.getFirst().getMetaData()).containsOnlyKeys("actor", RecordedAt.KEY);
        assertThat(read.getLast().getMetaData()).containsOnlyKeys(RecordedAt.KEY);
        assertThat(read)
                .allSatisfy(event -> assertThat(RecordedAt.of(event).orElseThrow())
                        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
    }

    @Test
    default void findsThePositionOfAnInstantByWhenEventsWereRecorded() {
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        for (int sequence = 0; sequence < 5; sequence++) {
            engine().appendEvents(event(stream(), sequence, "note " + sequence, longAgo));
        }
        List<Instant> recorded = newEvents().stream()
                .map(event -> RecordedAt.of(event).orElseThrow())
                .toList();

        for (Instant instant : recorded) {
            assertThat(textsAfter(engine(), engine().createTokenAt(instant)).size())
                    .isEqualTo(recorded.stream()
                            .filter(at -> !at.isBefore(instant))
                            .count());
        }
        assertThat(textsAfter(
                        engine(), engine().createTokenAt(recorded.getLast().plus(1, ChronoUnit.MICROS))))
                .isEmpty();
        assertThat(engine().createTokenAt(Instant.EPOCH)).isEqualTo(engine().createTailToken());
        assertThat(engine().createTokenAt(Instant.now().plus(1, ChronoUnit.DAYS)))
                .isEqualTo(engine().createHeadToken());
    }

    @Test
    default void tellsWhenTheFirstEventAfterAPositionWasRecorded() {
        long before = headPosition();
        assertThat(engine().recordedAfter(before)).isEmpty();

        engine().appendEvents(event(stream(), 0, "a"), event(stream(), 1, "b"));

        assertThat(engine().recordedAfter(before))
                .isPresent()
                .isEqualTo(RecordedAt.of(newEvents().getFirst()));
    }
}
