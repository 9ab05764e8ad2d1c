package org.geben.eventstore.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.Wakes;
import org.geben.eventstore.contract.Node;
import org.geben.eventstore.contract.faults.Fault;
import org.geben.eventstore.contract.faults.FaultProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class AppendNoticesTest {

    private static final EventLogDatabase DATABASE = EventLogDatabase.startQuick();

    private final Semaphore woken = new Semaphore(0);
    private Node<EventLog> here;
    private Node<EventLog> elsewhere;

    @BeforeEach
    void listen() throws InterruptedException {
        here = DATABASE.open(NoOpEventUpcaster.INSTANCE);
        elsewhere = DATABASE.open(NoOpEventUpcaster.INSTANCE);
        here.engine().onAppended(woken::release);
        awaitWaking();
    }

    @Test
    void wakesOncePerAppendOfAnotherEngineAndOncePerAppendOfItsOwn() throws InterruptedException {
        elsewhere.engine().appendEvents(event(newStream(), 0, "a"), event(newStream(), 0, "b"));
        awaitWaking();

        here.engine().appendEvents(event(newStream(), 0, "c"));

        assertThat(woken.tryAcquire()).as("woken before the append returns").isTrue();
        assertThat(woken.tryAcquire(300, TimeUnit.MILLISECONDS))
                .as("woken again by its own notice")
                .isFalse();
    }

    @Test
    void anEngineThatWasAloneWakesAnotherOneThatBeginsToListen() throws InterruptedException {
        here.engine().appendEvents(event(newStream(), 0, "a"));
        woken.drainPermits();
        Semaphore wokenElsewhere = new Semaphore(0);
        elsewhere.engine().onAppended(wokenElsewhere::release);
        assertThat(wokenElsewhere.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        awaitWaking();

        here.engine().appendEvents(event(newStream(), 0, "b"));

        assertThat(wokenElsewhere.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sendsNoticesAsLongAsAnotherOneListens() {
        here.close();
        try (AppendNotices first = notices()) {
            assertThat(first.sender()).as("before it knows").isNotNull();
            first.start();
            await().until(() -> first.sender() == null);

            try (AppendNotices second = notices()) {
                second.start();
                await().until(() -> first.sender() != null);
                assertThat(second.sender()).isNotNull();
            }
            await().until(() -> first.sender() == null);
        }
    }

    private static AppendNotices notices() {
        return new AppendNotices(DATABASE.pool(), Duration.ofMillis(100), new Wakes());
    }

    @Test
    void listensAgainAfterItsConnectionWasCutAndWakesForWhatItHasMissed() throws InterruptedException {
        DATABASE.ask("select count(pg_terminate_backend(pid)) " + EventLogDatabase.LISTENERS);
        awaitWaking();

        elsewhere.engine().appendEvents(event(newStream(), 0, "a"));
        awaitWaking();
    }

    @Test
    void listensAgainAfterTheServerWasAway() throws InterruptedException {
        DATABASE.stop();
        DATABASE.start();
        awaitWaking();

        elsewhere.engine().appendEvents(event(newStream(), 0, "a"));
        awaitWaking();
    }

    @Test
    void looksForAnotherConnectionWhenItsOwnHasFallenSilent() throws InterruptedException {
        AtomicInteger connections = new AtomicInteger();
        PGSimpleDataSource counted = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        };
        try (FaultProxy proxy = new FaultProxy(DATABASE.address());
                AppendNotices notices = new AppendNotices(counted, Duration.ofMillis(100), wakes())) {
            counted.setURL("jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres"
                    .formatted(proxy.address().getPort()));
            notices.start();
            awaitWaking();
            assertThat(connections).hasValue(1);

            proxy.inject(new Fault.HalfOpen());

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(connections).hasValueGreaterThan(1));
        }
    }

    private Wakes wakes() {
        Wakes wakes = new Wakes();
        wakes.add(woken::release);
        return wakes;
    }

    @Test
    void stopsListeningWhenItIsClosed() {
        here.close();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(DATABASE.ask("select count(*) " + EventLogDatabase.LISTENERS))
                        .isEqualTo("0"));
    }

    private void awaitWaking() throws InterruptedException {
        assertThat(woken.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        woken.drainPermits();
    }

    @AfterEach
    void close() {
        here.close();
        elsewhere.close();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }
}
