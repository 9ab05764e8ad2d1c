package org.geben.eventstore.contract.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.EventLogStore;
import org.geben.eventstore.LogReplay;
import org.jspecify.annotations.Nullable;

/** Follows the log as processors do: what it fails to read it reads again, from the last token that it has. */
abstract sealed class Follower {

    private final List<DomainEventMessage<?>> seen = new ArrayList<>();
    private @Nullable TrackingToken token;

    private Follower(@Nullable TrackingToken start) {
        this.token = start;
    }

    /** Follows the log through the engine, and can go on through another one later. */
    abstract void follow(EventLog engine, IntPredicate enough) throws InterruptedException;

    List<DomainEventMessage<?>> seen() {
        return seen;
    }

    @Nullable
    TrackingToken token() {
        return token;
    }

    void see(TrackedEventMessage<?> event) {
        seen.add((DomainEventMessage<?>) event);
        token = event.trackingToken();
    }

    /** Asks for the next events again and again. */
    static final class Asking extends Follower {

        Asking(@Nullable TrackingToken start) {
            super(start);
        }

        @Override
        void follow(EventLog engine, IntPredicate enough) {
            while (!enough.test(seen().size())) {
                try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(token(), false)) {
                    events.forEach(this::see);
                } catch (EventStoreException unreachable) {
                    // Then again.
                }
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    /** Replays what it has not seen, again and again. */
    static final class Replaying extends Follower {

        Replaying(@Nullable TrackingToken start) {
            super(start);
        }

        @Override
        void follow(EventLog engine, IntPredicate enough) {
            while (!enough.test(seen().size())) {
                try (LogReplay replay = engine.replay(token())) {
                    replay.forEachRemaining(page -> page.forEach(this::see));
                } catch (EventStoreException unreachable) {
                    // Then again.
                }
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    /** Waits for the event store to come up with them. */
    static final class Waiting extends Follower {

        Waiting(@Nullable TrackingToken start) {
            super(start);
        }

        @Override
        void follow(EventLog engine, IntPredicate enough) throws InterruptedException {
            EventLogStore store =
                    EventLogStore.of(engine, EmbeddedEventStore.builder().fetchDelay(50));
            try {
                while (!enough.test(seen().size())) {
                    followUntilItFails(store, enough);
                }
            } finally {
                store.shutDown();
            }
        }

        private void followUntilItFails(EventLogStore store, IntPredicate enough) throws InterruptedException {
            try (TrackingEventStream stream = store.openStream(token())) {
                while (!enough.test(seen().size())) {
                    if (stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)) {
                        see(stream.nextAvailable());
                    }
                }
            } catch (EventStoreException unreachable) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
