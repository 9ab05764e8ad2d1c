package org.geben.eventstore.kurrentdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geben.eventstore.contract.Notes.after;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.texts;

import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.geben.eventstore.AppendListener;
import org.geben.eventstore.AppendOutcomeUnknownException;
import org.geben.eventstore.contract.Notes;
import org.geben.eventstore.kurrentdb.server.Abilities;
import org.geben.eventstore.kurrentdb.server.Disturbance;
import org.geben.eventstore.kurrentdb.server.KurrentServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an append comes to when the server, or the way to it, fails. */
class KurrentDbAppendTest {

    private final KurrentServer server = KurrentServer.start();
    private final Heard heard = new Heard();
    private final KurrentDbEventStorageEngine engine = engineOn(server.connectionString());
    private final String stream = newStream();

    private KurrentDbEventStorageEngine engineOn(String connectionString) {
        return KurrentLog.engine(connectionString + "&defaultDeadline=1000")
                .patience(Duration.ofSeconds(3))
                .appendListener(heard)
                .build();
    }

    /** The first call of all takes longer than the deadlines here. */
    @BeforeAll
    static void loadClasses() {
        try (KurrentServer server = KurrentServer.start();
                KurrentDbEventStorageEngine engine =
                        KurrentLog.engine(server.connectionString()).build()) {
            engine.appendEvents(event(newStream(), 0, "a"), event(newStream(), 0, "b"));
        }
    }

    @AfterEach
    void close() {
        engine.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Disturbance.class)
    void storesAnAppendOnceWhateverBefallsItOnItsWay(Disturbance disturbance) {
        server.disturb(disturbance);

        engine.appendEvents(event(stream, 0, "a"), event(stream, 1, "b"));

        assertThat(texts(engine, stream)).containsExactly("a", "b");
        assertThat(after(engine, null)).hasSize(2);
        assertThat(heard.failed).isZero();
    }

    @ParameterizedTest
    @EnumSource(Disturbance.class)
    void storesAnAppendToSeveralStreamsOnceWhateverBefallsItOnItsWay(Disturbance disturbance) {
        String other = newStream();
        server.disturb(disturbance);

        engine.appendEvents(event(stream, 0, "a"), event(other, 0, "b"));

        assertThat(texts(engine, stream)).containsExactly("a");
        assertThat(texts(engine, other)).containsExactly("b");
        assertThat(after(engine, null)).hasSize(2);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenNoAnswerEverComes() {
        DomainEventMessage<?> event = event(stream, 0, "a");
        server.disturb(Disturbance.SILENCE, Disturbance.SILENCE, Disturbance.SILENCE, Disturbance.SILENCE);

        assertThatThrownBy(() -> engine.appendEvents(event)).isInstanceOf(AppendOutcomeUnknownException.class);

        assertThat(heard.unknown).isOne();
        assertThat(texts(engine, stream)).containsExactly("a");
    }

    @Test
    void takesAnAppendOfUnknownOutcomeAgain() {
        DomainEventMessage<?> event = event(stream, 0, "a");
        server.disturb(Disturbance.SILENCE, Disturbance.SILENCE, Disturbance.SILENCE);
        assertThatThrownBy(() -> engine.appendEvents(event)).isInstanceOf(AppendOutcomeUnknownException.class);

        engine.appendEvents(event);

        assertThat(after(engine, null)).hasSize(1);
    }

    @Test
    void callsNoAppendRefusedForAHoleWhoseFirstCallMayStillArrive() {
        engine.appendEvents(event(stream, 0, "a"));
        server.disturb(Disturbance.REQUEST_LOST);

        assertThatThrownBy(() -> engine.appendEvents(event(stream, 2, "c")))
                .isInstanceOf(AppendOutcomeUnknownException.class);
        assertThatThrownBy(() -> engine.appendEvents(event(stream, 2, "c"))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void tellsAConflictFromWhatItHasStoredItselfWithoutHearingSo() {
        server.disturb(Disturbance.SERVER_ERROR);
        engine.appendEvents(event(stream, 0, "mine"));
        server.disturb(Disturbance.REQUEST_LOST);

        assertThatThrownBy(() -> engine.appendEvents(event(stream, 0, "another's")))
                .isInstanceOf(AggregateStreamCreationException.class);

        assertThat(texts(engine, stream)).containsExactly("mine");
    }

    @Test
    void saysThatNothingWasStoredWhenNobodyCouldBeReached() {
        server.stop();

        assertThatThrownBy(() -> engine.appendEvents(event(stream, 0, "a")))
                .isExactlyInstanceOf(EventStoreException.class)
                .hasMessageContaining("not stored");

        assertThat(heard.failed).isOne();
        server.restart();
        assertThat(texts(engine, stream)).isEmpty();
    }

    @Test
    void saysThatNothingWasStoredWhenInterruptedBeforehand() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> engine.appendEvents(event(stream, 0, "a")))
                .isExactlyInstanceOf(EventStoreException.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(texts(engine, stream)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void saysThatNothingWasStoredOfAnAppendTooLargeForTheServer(int streams) {
        String large = "x".repeat(Abilities.DEFAULT.maxAppendSize());
        List<DomainEventMessage<?>> events = streams == 1
                ? List.of(event(stream, 0, large))
                : List.of(event(stream, 0, large), event(newStream(), 0, "small"));

        assertThatThrownBy(() -> engine.appendEvents(events))
                .isExactlyInstanceOf(EventStoreException.class)
                .hasMessageContaining("xceed");

        assertThat(texts(engine, stream)).isEmpty();
        assertThat(after(engine, null)).isEmpty();
    }

    @Test
    void refusesAUnitOfWorkOverSeveralAggregatesOnAnOldServer() {
        try (KurrentServer old = KurrentServer.start(Abilities.DEFAULT.withoutSeveralStreams());
                KurrentDbEventStorageEngine engine = engineOn(old.connectionString())) {
            assertThatThrownBy(() -> engine.appendEvents(event(stream, 0, "a"), event(newStream(), 0, "b")))
                    .isExactlyInstanceOf(EventStoreException.class)
                    .hasMessage(
                            "The events were not stored: they belong to 2 streams, and this server cannot append to more than one at once; KurrentDB 25.1 and later can");
            assertThat(after(engine, null)).isEmpty();

            engine.appendEvents(Notes.events(stream, 0, 3));
            assertThat(after(engine, null)).hasSize(3);
        }
    }

    @Test
    void appendsNothingOnceItIsClosed() {
        engine.close();

        assertThatThrownBy(() -> engine.appendEvents(event(stream, 0, "a")))
                .isExactlyInstanceOf(EventStoreException.class)
                .hasMessageContaining("closed");
    }

    private static final class Heard implements AppendListener {

        private int failed;
        private int unknown;

        @Override
        public void failed(int appends, boolean outcomeUnknown, Throwable cause) {
            failed += appends;
            unknown += outcomeUnknown ? appends : 0;
        }
    }
}
