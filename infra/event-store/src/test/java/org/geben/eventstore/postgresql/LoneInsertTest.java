package org.geben.eventstore.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.range;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.EventMessage;
import org.geben.eventstore.contract.LogUnderTest;
import org.geben.eventstore.engine.Outcome;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Another engine may append all the same: what is known of being alone can be out of date. */
class LoneInsertTest {

    private static final EventLogDatabase DATABASE = EventLogDatabase.startQuick();

    private final String stream = newStream();

    @BeforeAll
    static void cannotBeginALog() throws SQLException {
        assertThat(insert(event(newStream(), 0, "a"))).isNull();
        store(event(newStream(), 0, "a"));
        assertThat(head()).isEqualTo(1);
    }

    @Test
    void storesAnEventAtTheEndOfTheLog() throws SQLException {
        long head = head();

        assertThat(insert(event(stream, 0, "a"))).isEqualTo(head + 1);
        assertThat(insert(event(stream, 1, "b"))).isEqualTo(head + 2);

        assertThat(head()).isEqualTo(head + 2);
    }

    @Test
    void storesNothingAfterAHole() throws SQLException {
        long head = head();

        assertThat(insert(event(stream, 1, "b"))).isNull();

        assertThat(head()).isEqualTo(head);
    }

    @Test
    void anAppendGoesOnBehindAnotherEngineThatTookThePlaceItHadFound() throws Exception {
        long head = head();
        CompletableFuture<List<Outcome>> append;
        try (Connection other = DATABASE.holdingTheHead();
                Statement statement = other.createStatement()) {
            append = CompletableFuture.supplyAsync(() -> store(event(stream, 0, "a")));
            await().until(() -> DATABASE.ask("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and query like 'with locked as%'")
                    .equals("1"));
            statement.execute("""
                    insert into event_log.event
                    select %d, gen_random_uuid(), 'Notebook', gen_random_uuid(), 0, 'noted', null, '', '', now(), now()""".formatted(head + 1));
            other.commit();
        }

        assertThat(append.get()).containsExactly(new Outcome.Stored(head + 2));
    }

    @Test
    void ofManyEnginesThatEachTakeThemselvesToBeAloneNoneHarmsTheLog() throws Exception {
        int engines = 4;
        int appends = 100;
        long head = head();

        List<Future<List<Outcome>>> stored = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(engines)) {
            for (int i = 0; i < engines * appends; i++) {
                stored.add(threads.submit(() -> store(event(newStream(), 0, "a"))));
            }
        }

        List<Long> positions = new ArrayList<>();
        for (Future<List<Outcome>> outcome : stored) {
            positions.add(outcome.get().getFirst().lastPosition());
        }
        assertThat(positions).containsExactlyInAnyOrderElementsOf(range(head + 1, head + 1 + engines * appends));
    }

    private static @Nullable Long insert(EventMessage<?> event) throws SQLException {
        try (Connection connection = DATABASE.connection()) {
            return LoneInsert.of(connection, SerializedEvent.of(event, LogUnderTest.SERIALIZER));
        }
    }

    private static List<Outcome> store(EventMessage<?> event) {
        Append append = new Append(List.of(SerializedEvent.of(event, LogUnderTest.SERIALIZER)));
        try (Connection connection = DATABASE.connection()) {
            return new AppendCalls(() -> null).store(connection, Batch.of(List.of(append)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long head() {
        return Long.parseLong(DATABASE.ask("select coalesce(max(position), 0) from event_log.event"));
    }

    @AfterEach
    void theLogIsSound() {
        DATABASE.assertSound();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }
}
