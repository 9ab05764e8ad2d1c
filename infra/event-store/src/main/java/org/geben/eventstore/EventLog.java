package org.geben.eventstore;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * What the engines of this extension can do beyond Axon's own contract. Their tokens are
 * {@link org.axonframework.eventhandling.GlobalSequenceTrackingToken}s: a position in the log is one number, it grows
 * along the log, and a reader that has seen a position has seen everything before it.
 */
public interface EventLog extends EventStorageEngine {

    /**
     * The events of each stream, in order, for all streams in one round trip or in as many at once. A stream whose last
     * events upcasters leave out is left out too: from the others nobody could tell where it is to be continued.
     *
     * @param streams aggregate identifiers
     * @param atMost how many events a stream may have; a longer one is left out of the answer
     * @return an entry for each stream that is not left out, also for one that has no events
     */
    Map<String, List<DomainEventMessage<?>>> readStreams(Collection<String> streams, int atMost);

    /**
     * Reads through the log, for whoever wants all of it and soon: several times as fast as {@link #readEvents}.
     *
     * @param after null for the whole log
     */
    LogReplay replay(@Nullable TrackingToken after);

    /** When the first event after the position was recorded; empty if there is none. */
    Optional<Instant> recordedAfter(long position);

    /** How many events come after one position up to a later one, if positions tell. */
    default OptionalLong eventsBetween(long position, long later) {
        return OptionalLong.empty();
    }

    /**
     * Has somebody woken whenever events were appended, by this engine or by any other on the same log. For the others the
     * engine listens to the database; when it begins to, and when it begins anew after the connection was lost, it wakes
     * everybody once for what it has missed. Waking may come more often than needed, and late while the database cannot
     * be listened to: whoever waits must still look by itself once in a while.
     *
     * @param wake called from threads of the engine, and to return at once
     */
    Registration onAppended(Runnable wake);
}
