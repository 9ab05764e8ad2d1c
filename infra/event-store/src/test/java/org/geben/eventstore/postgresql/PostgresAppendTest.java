package org.geben.eventstore.postgresql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.geben.eventstore.AppendListener;
import org.geben.eventstore.AppendOutcomeUnknownException;
import org.geben.eventstore.contract.Noted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the contract cannot see from outside: batches, and connections that break at the worst moment. */
@Timeout(60)
class PostgresAppendTest {

    private static final EventLogDatabase DATABASE = EventLogDatabase.startQuick();
    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    private final News news = new News();
    private final String stream = newStream();

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void conflictingAppendsOfABatchFailAloneAndTheFirstInTheQueueWins() throws Exception {
        PostgresEventStorageEngine engine = engine(DATABASE.pool());
        DomainEventMessage<?> stored = event(stream, 0, "stored");
        engine.appendEvents(stored);
        String contested = newStream();
        DomainEventMessage<?> sentTwice = event(newStream(), 0, "sent twice");

        List<Caller> callers = whileTheHeadIsLocked(
                () -> engine.appendEvents(event(newStream(), 0, "holds the others up")),
                () -> engine.appendEvents(event(stream, 0, "creates again")),
                () -> engine.appendEvents(event(contested, 0, "first"), event(contested, 1, "first")),
                () -> engine.appendEvents(event(newStream(), 0, "not this either"), event(contested, 1, "second")),
                () -> engine.appendEvents(event(stream, 1, "follows")),
                () -> engine.appendEvents(sentTwice),
                () -> engine.appendEvents(sentTwice),
                () -> engine.appendEvents(stored),
                () -> engine.appendEvents(withId(stored.getIdentifier(), newStream())));

        assertThat(news.batches).containsExactly("1 of 1", "1 of 1", "10 of 8, 3 refused");
        callers.get(0).succeeds();
        assertThat(callers.get(1).fault()).isInstanceOf(AggregateStreamCreationException.class);
        callers.get(2).succeeds();
        assertThat(callers.get(3).fault())
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining(contested);
        callers.get(4).succeeds();
        callers.get(5).succeeds();
        callers.get(6).succeeds();
        callers.get(7).succeeds();
        assertThat(callers.get(8).fault())
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining(stored.getIdentifier());
        assertThat(texts(engine, contested)).containsExactly("first", "first");
        assertThat(texts(engine, stream)).containsExactly("stored", "follows");
        assertThat(DATABASE.ask("select count(*) from event_log.event where event_id = '%s'"
                        .formatted(sentTwice.getIdentifier())))
                .isEqualTo("1");
        assertThat(DATABASE.ask("select count(*) = max(position) from event_log.event"))
                .isEqualTo("t");
    }

    @Test
    void anAppendAfterAHoleFailsAloneAndSoDoesWhatFollowsIt() throws Exception {
        PostgresEventStorageEngine engine = engine(DATABASE.pool());
        String whole = newStream();

        List<Caller> callers = whileTheHeadIsLocked(
                () -> engine.appendEvents(event(newStream(), 0, "holds the others up")),
                () -> engine.appendEvents(event(whole, 0, "a")),
                () -> engine.appendEvents(event(stream, 7, "after nothing")),
                () -> engine.appendEvents(event(stream, 8, "after what was refused")),
                () -> engine.appendEvents(event(whole, 1, "b")));

        callers.get(1).succeeds();
        assertThat(callers.get(2).fault()).isInstanceOf(ConcurrencyException.class);
        assertThat(callers.get(3).fault()).isInstanceOf(ConcurrencyException.class);
        callers.get(4).succeeds();
        assertThat(texts(engine, whole)).containsExactly("a", "b");
        assertThat(texts(engine, stream)).isEmpty();
    }

    @Test
    void anAppendThatTheDatabaseCannotHoldFailsAlone() throws Exception {
        PostgresEventStorageEngine engine = engine(DATABASE.pool());

        List<Caller> callers = whileTheHeadIsLocked(
                () -> engine.appendEvents(event(newStream(), 0, "holds the others up")),
                () -> engine.appendEvents(event(stream, 0, "before")),
                () -> engine.appendEvents(event("nul \u0000", 0, "nowhere")),
                () -> engine.appendEvents(event(stream, 1, "after")));

        assertThat(callers.get(2).fault())
                .isInstanceOf(EventStoreException.class)
                .isNotInstanceOf(AppendOutcomeUnknownException.class);
        callers.get(1).succeeds();
        callers.get(3).succeeds();
        assertThat(texts(engine, stream)).containsExactly("before", "after");
    }

    @Test
    void asksAgainWhenTheServerDropsTheConnectionThatWrites() throws Exception {
        PostgresEventStorageEngine engine = engine(DATABASE.pool());

        Caller caller;
        try (Connection holder = DATABASE.holdingTheHead()) {
            caller = new Caller(() -> engine.appendEvents(event(stream, 0, "a")));
            await().until(() -> appendsWaiting() == 1);
            DATABASE.ask("select pg_terminate_backend(pid) from pg_stat_activity where " + WAITING_TO_APPEND);
        }

        caller.succeeds();
        assertThat(texts(engine, stream)).containsExactly("a");
    }

    @Test
    void storesOnceWhatWasStoredThoughTheAnswerWasLost() {
        PostgresEventStorageEngine engine = engine(FaultyDataSource.losingAnswers(DATABASE.pool(), 1));

        engine.appendEvents(event(stream, 0, "a"), event(stream, 1, "b"));

        assertThat(texts(engine, stream)).containsExactly("a", "b");
        assertThat(news.batches).containsExactly("2 of 1");
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenItCannotAskAgain() {
        DomainEventMessage<?> event = event(stream, 0, "a");
        PostgresEventStorageEngine engine =
                engine(FaultyDataSource.losingAnswers(FaultyDataSource.connectingTimes(DATABASE.pool(), 1), 1));

        assertThatThrownBy(() -> engine.appendEvents(event)).isInstanceOf(AppendOutcomeUnknownException.class);

        assertThat(news.batches).containsExactly("failed 1, outcome unknown");
        PostgresEventStorageEngine connected = engine(DATABASE.pool());
        connected.appendEvents(event);
        assertThat(texts(connected, stream)).containsExactly("a");
    }

    @Test
    void doesNotSayThatAnEventIsRefusedWhoseFirstCallMayStillComeAfterTheEventBeforeIt() {
        PostgresEventStorageEngine engine = engine(FaultyDataSource.losingRequests(DATABASE.pool(), 1));

        assertThatThrownBy(() -> engine.appendEvents(event(stream, 1, "b")))
                .isInstanceOf(AppendOutcomeUnknownException.class);

        assertThatThrownBy(() -> engine.appendEvents(event(stream, 1, "b"))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void saysThatNothingWasStoredWhenItHasNoConnection() {
        PostgresEventStorageEngine engine = engine(FaultyDataSource.connectingTimes(DATABASE.pool(), 0));

        assertThatThrownBy(() -> engine.appendEvents(event(stream, 0, "a")))
                .isInstanceOf(EventStoreException.class)
                .isNotInstanceOf(AppendOutcomeUnknownException.class)
                .hasMessageContaining("not stored");
        assertThat(news.batches).containsExactly("failed 1");
    }

    @Test
    void appendsOutsideTheCallersTransactionEvenIfThePoolDoesNotCommitByItself() throws SQLException {
        PostgresEventStorageEngine engine = engine(FaultyDataSource.withoutAutoCommit(DATABASE.pool()));

        engine.appendEvents(event(stream, 0, "a"));

        assertThat(DATABASE.ask("select count(*) from event_log.event where stream = '%s'".formatted(stream)))
                .isEqualTo("1");
        assertThat(texts(engine, stream)).containsExactly("a");
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeRecordedAtFall() throws SQLException {
        PostgresEventStorageEngine engine = engine(DATABASE.pool());
        engine.appendEvents(event(stream, 0, "a"));
        try (Connection connection = DATABASE.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("update event_log.event set recorded_at = now() + interval '2 s' where position ="
                    + " (select max(position) from event_log.event)");
        }

        engine.appendEvents(event(stream, 1, "b"));

        assertThat(DATABASE.ask("select count(distinct recorded_at) from event_log.event where stream = '%s'"
                        .formatted(stream)))
                .isEqualTo("1");
    }

    @Test
    void findsInstantsAmongManyEventsOfOneBatch() {
        PostgresEventStorageEngine engine = engine(DATABASE.pool());
        long before = engine.createHeadToken().position().orElseThrow();
        engine.appendEvents(IntStream.range(0, 100)
                .mapToObj(sequence -> event(stream, sequence, "note"))
                .toList());
        Instant recorded = Instant.parse(
                DATABASE.ask("select to_char(max(recorded_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                        + " from event_log.event"));

        assertThat(engine.createTokenAt(recorded)).isEqualTo(new GlobalSequenceTrackingToken(before));
        assertThat(engine.createTokenAt(recorded.plus(1, ChronoUnit.MICROS)))
                .isEqualTo(new GlobalSequenceTrackingToken(before + 100));
    }

    @Test
    void readsPageByPage() {
        PostgresEventStorageEngine engine = PostgresEventStorageEngine.builder()
                .dataSource(DATABASE.pool())
                .eventSerializer(SERIALIZER)
                .batchSize(3)
                .build();
        List<String> notes = IntStream.range(0, 9).mapToObj(i -> "note " + i).toList();
        long before = engine.createHeadToken().position().orElseThrow();
        engine.appendEvents(IntStream.range(0, 9)
                .mapToObj(i -> event(stream, i, notes.get(i)))
                .toList());

        assertThat(texts(engine, stream)).isEqualTo(notes);
        assertThat(engine.readEvents(new GlobalSequenceTrackingToken(before), false)
                        .map(event -> ((Noted) event.getPayload()).text())
                        .toList())
                .isEqualTo(notes);
    }

    @Test
    void refusesAnIdentifierThatTheLogWouldNotGiveBackUnchanged() {
        PostgresEventStorageEngine engine = engine(DATABASE.pool());

        assertThatThrownBy(() -> engine.appendEvents(withId("not a uuid", stream)))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("not a uuid");
        assertThatThrownBy(() -> engine.appendEvents(withId("0A000000-0000-4000-8000-000000000000", stream)))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("canonical");
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        PostgresEventStorageEngine engine = engine(DATABASE.pool(), new AppendListener() {
            @Override
            public void written(int appends, int events, int refused, Duration took) {
                throw new IllegalStateException("as if");
            }
        });

        engine.appendEvents(event(stream, 0, "a"));

        assertThat(texts(engine, stream)).containsExactly("a");
    }

    @Test
    void appendsThoughReadersHoldEveryConnectionOfTheirs() {
        PostgresEventStorageEngine engine = PostgresEventStorageEngine.builder()
                .dataSource(DATABASE.pool())
                .readingFrom(FaultyDataSource.connectingTimes(DATABASE.pool(), 0))
                .eventSerializer(SERIALIZER)
                .build();

        engine.appendEvents(event(stream, 0, "a"));

        assertThatThrownBy(() -> texts(engine, stream)).isInstanceOf(EventStoreException.class);
        assertThat(texts(engine(DATABASE.pool()), stream)).containsExactly("a");
    }

    @Test
    void isNotBuiltWithoutADataSource() {
        assertThatThrownBy(() -> PostgresEventStorageEngine.builder().build())
                .isInstanceOf(AxonConfigurationException.class);
    }

    private static final String WAITING_TO_APPEND =
            "wait_event_type = 'Lock' and query like '%event_log.append(%' and pid <> pg_backend_pid()";

    private static int appendsWaiting() {
        return Integer.parseInt(DATABASE.ask("select count(*) from pg_stat_activity where " + WAITING_TO_APPEND));
    }

    /** The first append waits for the lock, the others queue behind it in their order; then the lock is let go, and all of them finish. */
    private static List<Caller> whileTheHeadIsLocked(Runnable... appends) throws SQLException {
        List<Caller> callers = new ArrayList<>();
        try (Connection holder = DATABASE.holdingTheHead()) {
            for (Runnable append : appends) {
                Caller caller = new Caller(append);
                await().until(() -> callers.isEmpty() ? appendsWaiting() == 1 : caller.isParked());
                callers.add(caller);
            }
        }
        await().until(() -> callers.stream().allMatch(caller -> caller.task.isDone()));
        return callers;
    }

    private PostgresEventStorageEngine engine(DataSource dataSource) {
        return engine(dataSource, news);
    }

    private static PostgresEventStorageEngine engine(DataSource dataSource, AppendListener listener) {
        return PostgresEventStorageEngine.builder()
                .dataSource(dataSource)
                .eventSerializer(SERIALIZER)
                .snapshotSerializer(SERIALIZER)
                .appendListener(listener)
                .build();
    }

    private static String newStream() {
        return UUID.randomUUID().toString();
    }

    private static DomainEventMessage<?> event(String stream, long sequence, String text) {
        return new GenericDomainEventMessage<>("Notebook", stream, sequence, new Noted(text));
    }

    private static DomainEventMessage<?> withId(String id, String stream) {
        return new GenericDomainEventMessage<>(
                "Notebook", stream, 0, new Noted("text"), MetaData.emptyInstance(), id, Instant.EPOCH);
    }

    private static List<String> texts(PostgresEventStorageEngine engine, String stream) {
        return engine.readEvents(stream)
                .asStream()
                .map(event -> ((Noted) event.getPayload()).text())
                .toList();
    }

    private static final class Caller {

        private final FutureTask<Void> task;
        private final Thread thread;

        Caller(Runnable append) {
            task = new FutureTask<>(append, null);
            thread = Thread.ofPlatform().start(task);
        }

        boolean isParked() {
            return thread.getState() == Thread.State.TIMED_WAITING;
        }

        void succeeds() throws Exception {
            task.get();
        }

        Throwable fault() throws InterruptedException {
            try {
                task.get();
            } catch (ExecutionException e) {
                return requireNonNull(e.getCause());
            }
            throw new AssertionError("The append succeeded");
        }
    }

    private static final class News implements AppendListener {

        private final ConcurrentLinkedQueue<String> batches = new ConcurrentLinkedQueue<>();

        @Override
        public void written(int appends, int events, int refused, Duration took) {
            assertThat(took).isPositive();
            batches.add("%d of %d%s".formatted(events, appends, refused == 0 ? "" : ", %d refused".formatted(refused)));
        }

        @Override
        public void failed(int appends, boolean outcomeUnknown, Throwable cause) {
            batches.add("failed %d%s".formatted(appends, outcomeUnknown ? ", outcome unknown" : ""));
        }
    }
}
