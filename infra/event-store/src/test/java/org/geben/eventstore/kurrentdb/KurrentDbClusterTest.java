package org.geben.eventstore.kurrentdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.geben.eventstore.contract.Notes.after;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.texts;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.geben.eventstore.contract.Notes;
import org.geben.eventstore.kurrentdb.server.KurrentServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lead passes from node to node, servers go and come back, and the engine finds its way. */
class KurrentDbClusterTest {

    private final KurrentServer cluster = KurrentServer.startCluster();
    private final KurrentDbEventStorageEngine engine =
            KurrentLog.engine(cluster.connectionString()).build();
    private final String stream = newStream();

    @AfterEach
    void close() {
        engine.close();
        cluster.close();
    }

    @Test
    void followsTheLeadFromNodeToNode() {
        for (int sequence = 0; sequence < 6; sequence++) {
            engine.appendEvents(event(stream, sequence, "note " + sequence));
            cluster.changeLeader();
            engine.appendEvents(event(newStream(), 0, "left"), event(newStream(), 0, "right"));
            cluster.changeLeader();
            assertThat(engine.lastSequenceNumberFor(stream)).hasValue((long) sequence);
        }

        assertThat(texts(engine, stream)).hasSize(6);
        assertThat(after(engine, null)).hasSize(18);
    }

    @Test
    void waitsForAServerThatRestarts() throws Exception {
        engine.appendEvents(event(stream, 0, "a"));
        cluster.stop();
        Thread restart = Thread.startVirtualThread(() -> {
            await().pollDelay(300, TimeUnit.MILLISECONDS).until(() -> true);
            cluster.restart();
        });

        engine.appendEvents(event(stream, 1, "b"));

        restart.join();
        assertThat(texts(engine, stream)).containsExactly("a", "b");
    }

    @Test
    void isNotKeptWaitingByAServerThatStops() throws Exception {
        engine.appendEvents(Notes.events(stream, 0, 200));
        AtomicBoolean finished = new AtomicBoolean();
        AtomicLong longest = new AtomicLong();
        Thread reader = Thread.startVirtualThread(() -> {
            while (!finished.get()) {
                long begun = System.nanoTime();
                engine.createHeadToken();
                after(engine, null);
                longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
            }
        });
        for (int restart = 0; restart < 10; restart++) {
            await().pollDelay(100, TimeUnit.MILLISECONDS).until(() -> true);
            cluster.stop();
            cluster.restart();
        }
        finished.set(true);

        reader.join();
        assertThat(Duration.ofNanos(longest.get())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void wakesThoseWhoWaitAgainAfterItsSubscriptionWasLost() throws Exception {
        Semaphore woken = new Semaphore(0);
        engine.onAppended(woken::release);
        await().until(() -> cluster.subscriptions() == 1);
        try (KurrentDbEventStorageEngine elsewhere =
                KurrentLog.engine(cluster.connectionString()).build()) {
            elsewhere.appendEvents(event(stream, 0, "a"));
            assertThat(woken.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

            woken.drainPermits();
            cluster.dropSubscriptions();
            assertThat(woken.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            cluster.stop();
            cluster.restart();
            await().until(() -> cluster.subscriptions() == 1);
            assertThat(woken.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

            woken.drainPermits();
            elsewhere.appendEvents(Notes.events(stream, 1, 3));
            assertThat(woken.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void leavesTheServerAloneUntilSomebodyWaits() {
        engine.appendEvents(event(stream, 0, "a"));

        assertThat(cluster.subscriptions()).isZero();
        engine.onAppended(() -> {});
        await().until(() -> cluster.subscriptions() == 1);
        engine.close();
        await().until(() -> cluster.subscriptions() == 0);
    }
}
