package org.geben.eventstore.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.geben.eventstore.AppendListener;
import org.geben.eventstore.AppendedPosition;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.LogReplay;
import org.geben.eventstore.RecordedAt;
import org.geben.eventstore.Wakes;
import org.jspecify.annotations.Nullable;

/**
 * The part of an engine that does not depend on its database: messages, tokens and what Axon's contract says of them.
 *
 * <p><b>Durable before the unit of work.</b> When {@link #appendEvents} returns, which is while the unit of work prepares
 * its commit, the events are on disk; a later rollback of the unit of work does not take them back. A command handler
 * should therefore have no transactional side effect besides its events.
 *
 * <p><b>Time.</b> An event's timestamp is kept to the microsecond. The log's own clock is {@link RecordedAt}, and it is
 * the one that {@link #createTokenAt} goes by, because a timestamp may say when something happened long before it was
 * recorded, and is in no order along the log.
 *
 * <p><b>Identifiers.</b> Those of events are UUIDs in canonical form, as Axon makes them. Appending the very same events
 * (identifiers, streams, sequence numbers) a second time succeeds and stores nothing.
 */
public abstract class EventLogEngine extends BatchingEventStorageEngine implements EventLog {

    private final LogRecords records;
    private final Wakes wakes;
    private final Serializer trackingSerializer;

    protected EventLogEngine(Builder<?> builder, LogRecords records, Wakes wakes) {
        super(builder);
        this.records = records;
        this.wakes = wakes;
        this.trackingSerializer = new RecordedAtSerializer(getEventSerializer());
    }

    /** Stores the events together or not at all; those of a stream follow one another. */
    protected abstract Outcome append(List<SerializedEvent> events);

    /**
     * {@inheritDoc}
     *
     * @throws ConcurrencyException if an event's place in its stream is taken, or if the event before it in its stream is
     *     neither stored nor an earlier one of these; nothing is stored
     * @throws org.axonframework.modelling.command.AggregateStreamCreationException if that place is the stream's first
     * @throws org.geben.eventstore.AppendOutcomeUnknownException if it cannot be known whether it was stored, for the
     *     connection was lost
     * @throws org.axonframework.eventsourcing.eventstore.EventStoreException if nothing was stored for another reason:
     *     no connection, no turn within the time allowed, an interruption
     */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        List<SerializedEvent> serialized = events.stream()
                .map(event -> SerializedEvent.of(event, serializer))
                .toList();
        @Nullable SerializedEvent odd = SerializedEvent.firstContradiction(serialized);
        if (odd != null) {
            throw new ConcurrencyException(
                    "The event [%s] %s neither follows the event of its stream before it in the append, nor has an identifier of its own"
                            .formatted(odd.id(), odd.place()));
        }
        AppendedPosition.note(append(serialized).lastPosition());
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        records.storeSnapshot(SerializedEvent.of(snapshot, serializer));
    }

    /** Besides what the event was appended with, the messages carry {@link RecordedAt} as metadata. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return messages(readEventData(token, mayBlock));
    }

    @Override
    public LogReplay replay(@Nullable TrackingToken after) {
        return new ParallelReplay(records, positionOf(after), this::messages);
    }

    private Stream<TrackedEventMessage<?>> messages(Stream<? extends TrackedEventData<?>> events) {
        return EventUtils.upcastAndDeserializeTrackedEvents(events, trackingSerializer, upcasterChain);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        Iterator<TrackedEventData<?>> events = new PagedScan(records, positionOf(token), batchSize(), batchSize());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED), false);
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken last, int batchSize) {
        return records.eventsAfter(positionOf(last), batchSize);
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String stream, long firstSequence, int batchSize) {
        return records.eventsOf(stream, firstSequence, batchSize);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return records.snapshotOf(stream).stream();
    }

    @Override
    public Map<String, List<DomainEventMessage<?>>> readStreams(Collection<String> streams, int atMost) {
        Map<String, List<DomainEventData<?>>> stored = records.eventsOf(streams, atMost + 1);
        Map<String, List<DomainEventMessage<?>>> read = HashMap.newHashMap(streams.size());
        for (String stream : streams) {
            List<DomainEventData<?>> events = stored.getOrDefault(stream, List.of());
            if (events.size() <= atMost) {
                List<DomainEventMessage<?>> messages = messages(events);
                if (haveTheSameEnd(events, messages)) {
                    read.put(stream, messages);
                }
            }
        }
        return read;
    }

    private static boolean haveTheSameEnd(List<DomainEventData<?>> stored, List<DomainEventMessage<?>> read) {
        return stored.isEmpty()
                || !read.isEmpty()
                        && read.getLast().getSequenceNumber()
                                == stored.getLast().getSequenceNumber();
    }

    private List<DomainEventMessage<?>> messages(List<DomainEventData<?>> events) {
        return events.isEmpty()
                ? List.of()
                : EventStreamUtils.upcastAndDeserializeDomainEvents(
                                events.stream(), getEventSerializer(), upcasterChain)
                        .asStream()
                        .<DomainEventMessage<?>>map(event -> event)
                        .toList();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return records.lastSequenceOf(stream);
    }

    /** Position 0: the log's first event is the first one after it. */
    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    /** The position of the last event committed, or 0. */
    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(records.head());
    }

    /** The position just before the first event <em>recorded</em> at or after the instant; the head if there is none. */
    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return new GlobalSequenceTrackingToken(records.positionBefore(instant));
    }

    @Override
    public Optional<Instant> recordedAfter(long position) {
        return records.recordedAfter(position);
    }

    @Override
    public Registration onAppended(Runnable wake) {
        return wakes.add(wake);
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> 0;
            case GlobalSequenceTrackingToken position -> position.getGlobalIndex();
            default -> throw new IllegalArgumentException("Not a token of this engine: " + token);
        };
    }

    /**
     * Serializers default to Axon's own default, which is XStream; the page size for reading ({@link #batchSize}) to 100
     * events.
     *
     * @param <B> the engine's own builder
     */
    public abstract static class Builder<B extends Builder<B>> extends BatchingEventStorageEngine.Builder {

        private AppendListener listener = AppendListener.NONE;

        protected abstract B self();

        public B appendListener(AppendListener listener) {
            this.listener = listener;
            return self();
        }

        /** For the engine: a listener that throws nothing. */
        public final AppendListener listener() {
            return new ShieldedListener(listener);
        }

        @Override
        public B eventSerializer(Serializer serializer) {
            super.eventSerializer(serializer);
            return self();
        }

        @Override
        public B snapshotSerializer(Serializer serializer) {
            super.snapshotSerializer(serializer);
            return self();
        }

        @Override
        public B upcasterChain(EventUpcaster upcasterChain) {
            super.upcasterChain(upcasterChain);
            return self();
        }

        @Override
        public B snapshotFilter(SnapshotFilter filter) {
            super.snapshotFilter(filter);
            return self();
        }

        @Override
        public B batchSize(int events) {
            super.batchSize(events);
            return self();
        }
    }
}
