package org.geben.eventstore.postgresql;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.Registration;
import org.geben.eventstore.Wakes;
import org.geben.eventstore.engine.EventLogEngine;
import org.geben.eventstore.engine.Outcome;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in PostgreSQL, in the schema {@code event_log} that the Flyway location {@link #MIGRATIONS} makes.
 *
 * <p>Positions are 1, 2, 3, … without a gap, in the order of commits, however many engines on however many nodes write.
 * So a token is a plain number, and a reader that has seen position <i>n</i> has seen everything before it. Concurrent
 * appends of one engine share a transaction; one that conflicts is refused alone.
 *
 * <p>The engine appends in a transaction of its own, never in the one that a transaction manager has attached to the unit
 * of work. An event identifier that another event of the log has is refused like a place that is taken.
 */
public final class PostgresEventStorageEngine extends EventLogEngine implements AutoCloseable {

    /** The Flyway location of the schema's migrations; the application runs them, the engine does not. */
    public static final String MIGRATIONS = "classpath:db/event-log";

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final AppendNotices notices;
    private final GroupCommit groupCommit;

    private PostgresEventStorageEngine(Builder builder, Wakes wakes) {
        super(builder, new LogReader(builder.requiredReadingFrom()), wakes);
        this.notices = new AppendNotices(builder.requiredReadingFrom(), SILENCE, wakes);
        this.groupCommit = new GroupCommit(
                new LogWriter(
                        builder.requiredDataSource(), new AppendCalls(notices::sender), builder.listener(), wakes),
                builder.queueCapacity,
                builder.maxBatchEvents,
                builder.maxBatchBytes,
                builder.queueTimeout);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected Outcome append(List<SerializedEvent> events) {
        return groupCommit.commit(new Append(events));
    }

    @Override
    public OptionalLong eventsBetween(long position, long later) {
        return OptionalLong.of(later - position);
    }

    /** Begins to listen to other engines with the first one who waits, and keeps a connection for that. */
    @Override
    public Registration onAppended(Runnable wake) {
        notices.start();
        return super.onAppended(wake);
    }

    /** Gives the connection back on which the engine listens. Nobody is woken by other engines any more. */
    @Override
    public void close() {
        notices.close();
    }

    /** The data source is required. */
    public static final class Builder extends EventLogEngine.Builder<Builder> {

        private @Nullable DataSource dataSource;
        private @Nullable DataSource readingFrom;
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
         * With a pool apart, no number of readers can keep an append waiting for a connection. A replay takes one for each
         * range of the log and gives it back, so the pool should have one for each of them. One connection is kept
         * as long as somebody waits for events: the server tells on it what other engines append, so it must lead to
         * the server itself, not to a proxy that shares connections between transactions.
         */
        public Builder readingFrom(DataSource dataSource) {
            this.readingFrom = dataSource;
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
        protected Builder self() {
            return this;
        }

        public PostgresEventStorageEngine build() {
            return new PostgresEventStorageEngine(this, new Wakes());
        }

        private DataSource requiredDataSource() {
            if (dataSource == null) {
                throw new AxonConfigurationException("The data source is required");
            }
            return dataSource;
        }

        private DataSource requiredReadingFrom() {
            return readingFrom == null ? requiredDataSource() : readingFrom;
        }

        private static int positive(int value, String name) {
            if (value < 1) {
                throw new AxonConfigurationException(name + " must be positive, not " + value);
            }
            return value;
        }
    }
}
