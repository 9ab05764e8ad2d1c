package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.geben.eventstore.EventLogStore;
import org.junit.jupiter.api.Test;

/** What one node appends, those who follow the log on another one see. */
public interface OtherNodeContract extends EventLogSceneContract {

    @Test
    default void showsWhatANodeAppendsToWhoeverFollowsTheLogOnAnother() throws Exception {
        EventLogStore elsewhere = EventLogStore.of(scene().openEngine(), EmbeddedEventStore.builder());
        try (TrackingEventStream tail = elsewhere.openStream(scene().start())) {
            assertThat(tail.hasNextAvailable()).isFalse();

            engine().appendEvents(event(stream(), 0, "a"), event(stream(), 1, "b"));
            engine().appendEvents(event(stream(), 2, "c"));

            List<Object> seen = new ArrayList<>();
            while (seen.size() < 3 && tail.hasNextAvailable(10, TimeUnit.SECONDS)) {
                seen.add(tail.nextAvailable().getPayload());
            }
            assertThat(seen).containsExactly(new Noted("a"), new Noted("b"), new Noted("c"));
        } finally {
            elsewhere.shutDown();
        }
    }

    @Test
    default void wakesWhoeverWaitsOnAnotherNode() throws Exception {
        Semaphore woken = new Semaphore(0);
        Registration registration = scene().openEngine().onAppended(woken::release);
        // Listening may begin a moment later than waiting.
        await().until(() -> {
            engine().appendEvents(event(newStream(), 0, "before"));
            return woken.tryAcquire(500, TimeUnit.MILLISECONDS);
        });
        woken.drainPermits();

        engine().appendEvents(event(stream(), 0, "a"));

        assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        registration.cancel();
    }

    @Test
    default void wakesWhoeverWaitsForEvents() throws Exception {
        Semaphore woken = new Semaphore(0);
        Registration registration = engine().onAppended(woken::release);

        engine().appendEvents(event(stream(), 0, "a"));

        assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        registration.cancel();
        woken.drainPermits();
        Semaphore others = new Semaphore(0);
        Registration other = engine().onAppended(others::release);
        for (int i = 1; i <= 5; i++) {
            engine().appendEvents(event(stream(), i, "b"));
            assertThat(others.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
        other.cancel();
        // One call may have been under way when it was cancelled.
        assertThat(woken.availablePermits()).isLessThanOrEqualTo(1);
    }
}
