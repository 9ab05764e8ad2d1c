package org.geben.eventstore.postgresql;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.AxonConfigurationException;
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
import org.geben.eventstore.RecordedAt;
import org.geben.eventstore.Wakes;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in PostgreSQL, in the schema {@code event_log} that the Flyway location {@link #MIGRATIONS} makes.
 *
 * <p>Positions are 1, 2, 3, … without a gap, in the order of commits, however many engines on however many nodes write.
 * So a token is a plain number, and a reader that has seen position <i>n</i> has seen everything before it. Concurrent
 * appends of one engine share a transaction; one that conflicts is refused alone.
 *
 * <p><b>Durable before the unit of work.</b> The engine appends in a transaction of its own, never in the one that a
 * transaction manager has attached to the unit of work. When {@link #appendEvents} returns, which is while the unit of
 * work prepares its commit, the events are on disk; a later rollback of the unit of work does not take them back. A
 * command handler should therefore have no transactional side effect besides its events.
 *
 * <p><b>Time.</b> An event's timestamp is kept to the microsecond. The log's own clock is {@link RecordedAt}, and it is
 * the one that {@link #createTokenAt} goes by, because a timestamp may say when something happened long before it was
 * recorded, and is in no order along the log.
 *
 * <p><b>Identifiers.</b> Those of events are UUIDs in canonical form, as Axon makes them. Appending the very same events
 * (identifiers, streams, sequence numbers) a second time succeeds and stores nothing.
 */
public final class PostgresEventStorageEngine extends BatchingEventStorageEngine implements EventLog {

    /** The Flyway location of the schema's migrations; the application runs them, the engine does not. */
    public static final String MIGRATIONS = "classpath:db/event-log";

    private final Wakes wakes = new Wakes();
    private final GroupCommit groupCommit;
    private final LogReader reader;
    private final Serializer trackingSerializer;

    private PostgresEventStorageEngine(Builder builder) {
        super(builder);
        DataSource dataSource = builder.requiredDataSource();
        this.groupCommit = new GroupCommit(
                new LogWriter(dataSource, builder.listener, wakes),
                builder.queueCapacity,
                builder.maxBatchEvents,
                builder.maxBatchBytes,
                builder.queueTimeout);
        this.reader = new LogReader(builder.readingFrom == null ? dataSource : builder.readingFrom);
        this.trackingSerializer = new RecordedAtSerializer(getEventSerializer());
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConcurrencyException if an event's place in its stream, or its identifier, is taken, or if the event
     *     before it in its stream is neither stored nor an earlier one of these; nothing is stored
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
        AppendedPosition.note(groupCommit.commit(new Append(serialized)).lastPosition());
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        reader.storeSnapshot(SerializedEvent.of(snapshot, serializer));
    }

    /** Besides what the event was appended with, the messages carry {@link RecordedAt} as metadata. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                readEventData(token, mayBlock), trackingSerializer, upcasterChain);
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken last, int batchSize) {
        return reader.eventsAfter(positionOf(last), batchSize);
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String stream, long firstSequence, int batchSize) {
        return reader.eventsOf(stream, firstSequence, batchSize);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return reader.snapshotOf(stream).stream();
    }

    @Override
    public Map<String, List<DomainEventMessage<?>>> readStreams(Collection<String> streams, int atMost) {
        Map<String, List<DomainEventData<?>>> stored = reader.eventsOf(streams, atMost + 1);
        Map<String, List<DomainEventMessage<?>>> read = HashMap.newHashMap(streams.size());
        for (String stream : streams) {
            List<DomainEventData<?>> events = stored.getOrDefault(stream, List.of());
            if (events.size() <= atMost) {
                read.put(stream, messages(events));
            }
        }
        return read;
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
        return reader.lastSequenceOf(stream);
    }

    /** Position 0: the log's first event is the first one after it. */
    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    /** The position of the last event committed, or 0. */
    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(reader.head());
    }

    @Override
    public Optional<Instant> recordedAfter(long position) {
        return reader.recordedAfter(position);
    }

    @Override
    public Registration onAppended(Runnable wake) {
        return wakes.add(wake);
    }

    /** The position just before the first event <em>recorded</em> at or after the instant; the head if there is none. */
    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return new GlobalSequenceTrackingToken(reader.positionBefore(instant));
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> 0;
            case GlobalSequenceTrackingToken position -> position.getGlobalIndex();
            default -> throw new IllegalArgumentException("Not a token of this engine: " + token);
        };
    }

    /**
     * The data source is required. Serializers default to Axon's own default, which is XStream; the page size for
     * reading ({@link #batchSize}) to 100 events.
     */
    public static final class Builder extends BatchingEventStorageEngine.Builder {

        private @Nullable DataSource dataSource;
        private @Nullable DataSource readingFrom;
        private AppendListener listener = AppendListener.NONE;
        private int queueCapacity = 1_024;
        private int maxBatchEvents = 1_000;
        private long maxBatchBytes = 8L << 20;
        private Duration queueTimeout = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Where the engine takes its connections from, in autocommit mode. Give it a pool of its own: if its callers held
         * all of a shared pool's connections in transactions of theirs, the one that appends for them would wait for
         * them. Two or three connections, and what the readers need, are enough. A socket timeout, if any, bounds
         * how long an append that has begun can take. The isolation level should be READ COMMITTED; under a stricter
         * one appends remain correct, but fail when nodes write at once.
         */
        public Builder dataSource(DataSource dataSource) {
            this.dataSource = dataSource;
            return this;
        }

        /**
         * Where the engine takes the connections to read with, and to keep snapshots; the same as for appending if not set.
         * With a pool apart, no number of readers can keep an append waiting for a connection.
         */
        public Builder readingFrom(DataSource dataSource) {
            this.readingFrom = dataSource;
            return this;
        }

        public Builder appendListener(AppendListener listener) {
            this.listener = listener;
            return this;
        }

        /** How many appends may wait for their turn before further callers wait for room; 1024 if not set. */
        public Builder queueCapacity(int appends) {
            this.queueCapacity = positive(appends, "queueCapacity");
            return this;
        }

        /** How many events one transaction takes together; 1000 if not set. A larger append goes by itself. */
        public Builder maxBatchEvents(int events) {
            this.maxBatchEvents = positive(events, "maxBatchEvents");
            return this;
        }

        /** How many bytes of payload and metadata one transaction takes together; 8 MiB if not set. */
        public Builder maxBatchBytes(int bytes) {
            this.maxBatchBytes = positive(bytes, "maxBatchBytes");
            return this;
        }

        /** How long an append may wait for room and then for its turn, before it fails; 30 s if not set. */
        public Builder queueTimeout(Duration timeout) {
            this.queueTimeout = timeout;
            return this;
        }

        @Override
        public Builder eventSerializer(Serializer serializer) {
            super.eventSerializer(serializer);
            return this;
        }

        @Override
        public Builder snapshotSerializer(Serializer serializer) {
            super.snapshotSerializer(serializer);
            return this;
        }

        @Override
        public Builder upcasterChain(EventUpcaster upcasterChain) {
            super.upcasterChain(upcasterChain);
            return this;
        }

        @Override
        public Builder snapshotFilter(SnapshotFilter filter) {
            super.snapshotFilter(filter);
            return this;
        }

        @Override
        public Builder batchSize(int events) {
            super.batchSize(events);
            return this;
        }

        public PostgresEventStorageEngine build() {
            return new PostgresEventStorageEngine(this);
        }

        private DataSource requiredDataSource() {
            if (dataSource == null) {
                throw new AxonConfigurationException("The data source is required");
            }
            return dataSource;
        }

        private static int positive(int value, String name) {
            if (value < 1) {
                throw new AxonConfigurationException(name + " must be positive, not " + value);
            }
            return value;
        }
    }
}
