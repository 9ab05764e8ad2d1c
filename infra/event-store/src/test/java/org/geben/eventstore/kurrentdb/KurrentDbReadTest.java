package org.geben.eventstore.kurrentdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geben.eventstore.contract.Notes.after;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.textsAfter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.geben.eventstore.contract.Notes;
import org.geben.eventstore.kurrentdb.server.KurrentServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read of a server's log that holds other things besides. */
class KurrentDbReadTest {

    private final KurrentServer server = KurrentServer.start();
    private final KurrentDbEventStorageEngine engine =
            KurrentLog.engine(server.connectionString()).batchSize(10).build();
    private final String stream = newStream();

    @AfterEach
    void close() {
        engine.close();
        server.close();
    }

    @Test
    void leavesOutWhatIsNotOfTheLogHoweverMuchThereIsOfIt() {
        server.writeOwnRecords(2_000);
        engine.appendEvents(event(stream, 0, "a"));
        server.writeOwnRecords(2_000);
        engine.storeSnapshot(event(stream, 0, "snapshot"));
        server.plant("somebody-else", "thing", "{}");
        engine.appendEvents(event(stream, 1, "b"));
        TrackingToken last = after(engine, null).getLast().trackingToken();
        server.writeOwnRecords(2_000);

        assertThat(textsAfter(engine, null)).containsExactly("a", "b");
        assertThat(textsAfter(engine, last)).isEmpty();
        assertThat(engine.createHeadToken()).isEqualTo(last);
    }

    @Test
    void goesOnFromTheLastEventAfterALongSilence() {
        engine.appendEvents(event(stream, 0, "a"));
        TrackingToken first = after(engine, null).getLast().trackingToken();
        for (int silence = 1; silence <= 3; silence++) {
            server.writeOwnRecords(1_200);
            assertThat(textsAfter(engine, first)).isEmpty();
            assertThat(engine.createHeadToken()).isEqualTo(first);
        }

        engine.appendEvents(event(stream, 1, "b"));

        assertThat(textsAfter(engine, first)).containsExactly("b");
        assertThat(engine.createHeadToken())
                .isEqualTo(after(engine, null).getLast().trackingToken());
    }

    @Test
    void goesOnAfterASilenceWhoseRecordsWereClearedAway() {
        engine.appendEvents(event(stream, 0, "a"));
        TrackingToken first = after(engine, null).getLast().trackingToken();
        server.writeOwnRecords(1_200);
        assertThat(textsAfter(engine, first)).isEmpty();
        server.scavengeOwnRecords();

        engine.appendEvents(event(stream, 1, "b"));

        assertThat(textsAfter(engine, first)).containsExactly("b");
    }

    @Test
    void goesOnAfterALandmarkThatWasClearedAway() {
        engine.appendEvents(Notes.events(stream, 0, 1_000));
        TrackingToken landmark = after(engine, null).getLast().trackingToken();
        server.scavenge(StreamNames.ofAggregate(stream));

        engine.appendEvents(event(newStream(), 0, "b"));

        assertThat(textsAfter(engine, landmark)).containsExactly("b");
    }

    @Test
    void knowsAnEmptyLog() {
        assertThat(engine.createHeadToken()).isEqualTo(engine.createTailToken());
        assertThat(engine.createTokenAt(Instant.EPOCH)).isEqualTo(engine.createTailToken());
        assertThat(engine.recordedAfter(0)).isEmpty();
        assertThat(after(engine, null)).isEmpty();
    }

    @Test
    void goesOnAfterAnyNumber() {
        engine.appendEvents(Notes.events(stream, 0, 3));
        List<Long> positions = after(engine, null).stream()
                .map(event -> event.trackingToken().position().orElseThrow())
                .toList();

        for (int i = 0; i < positions.size(); i++) {
            assertThat(textsAfter(engine, new GlobalSequenceTrackingToken(positions.get(i) - 1)))
                    .hasSize(3 - i);
            assertThat(textsAfter(engine, new GlobalSequenceTrackingToken(positions.get(i) + 1)))
                    .hasSize(2 - i);
        }
        assertThat(after(engine, new GlobalSequenceTrackingToken(Long.MAX_VALUE / 2)))
                .isEmpty();
        assertThat(engine.eventsBetween(0, positions.getLast())).isEmpty();
    }

    @Test
    void goesOnAfterAnyNumberInALongLog() {
        for (int sequence = 0; sequence < 2_500; sequence += 100) {
            engine.appendEvents(Notes.events(stream, sequence, sequence + 100));
        }
        List<TrackedEventMessage<?>> all = after(engine, null);
        long position = all.get(2_300).trackingToken().position().orElseThrow();

        assertThat(textsAfter(engine, new GlobalSequenceTrackingToken(position + 1)))
                .hasSize(199)
                .startsWith("note 2301");
    }

    @Test
    void findsAnInstantInALongLog() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int day = 0; day < 25; day++) {
            server.useClock(Clock.fixed(start.plusSeconds(day * 86_400L), ZoneOffset.UTC));
            engine.appendEvents(Notes.events(stream, day * 100L, day * 100L + 100));
        }

        assertThat(after(engine, engine.createTokenAt(start.plusSeconds(20 * 86_400L))))
                .hasSize(500);
        assertThat(after(engine, null)).hasSize(2_500);
        assertThat(after(engine, engine.createTokenAt(start.plusSeconds(20 * 86_400L))))
                .hasSize(500);
        assertThat(after(engine, engine.createTokenAt(start.plusSeconds(20 * 86_400L + 1))))
                .hasSize(400);
    }

    @Test
    void findsTheFirstEventOfAnInstantThoughTheClockWasSetBackLater() {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        at(noon.minusSeconds(10), "before");
        at(noon, "noon");
        at(noon.minusSeconds(5), "set back");
        at(noon.plusSeconds(5), "after");

        assertThat(textsAfter(engine, engine.createTokenAt(noon))).containsExactly("noon", "set back", "after");
    }

    private void at(Instant instant, String text) {
        server.useClock(Clock.fixed(instant, ZoneOffset.UTC));
        engine.appendEvents(event(newStream(), 0, text));
    }

    @Test
    void keepsTheLastSnapshotOfAStreamOnly() {
        engine.storeSnapshot(event(stream, 3, "at 3"));
        engine.storeSnapshot(event(stream, 7, "at 7"));
        engine.storeSnapshot(event(stream, 5, "late"));

        assertThat(engine.readSnapshot(stream).orElseThrow().getSequenceNumber())
                .isEqualTo(7);
        assertThat(after(engine, null)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithARecordThatItDidNotWrite() {
        server.plant("aggregate-" + stream, "thing", "{}");

        assertThatThrownBy(() -> after(engine, null))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("this engine did not write it");
        assertThatThrownBy(() -> Notes.texts(engine, stream))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("this engine did not write it");
    }

    @Test
    void noticesAStreamWhoseSequenceIsNotItsRevision() {
        engine.appendEvents(event(stream, 0, "a"));
        server.plant(
                "aggregate-" + stream,
                "thing",
                "{\"type\": \"Notebook\", \"sequence\": \"5\", \"occurredMicros\": \"0\", \"metadata\": \"{}\"}");

        assertThatThrownBy(() -> Notes.texts(engine, stream))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("was appended as number 5");
    }

    @Test
    void saysThatTheLogDoesNotAnswer() {
        server.stop();
        try (KurrentDbEventStorageEngine impatient = KurrentLog.engine(server.connectionString())
                .patience(Duration.ZERO)
                .build()) {
            assertThatThrownBy(impatient::createHeadToken)
                    .isInstanceOf(EventStoreException.class)
                    .hasMessageContaining("did not answer");
        }
    }
}
