package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.KurrentDBClientSettings;
import java.time.Duration;
import java.util.List;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.Registration;
import org.geben.eventstore.AppendListener;
import org.geben.eventstore.Wakes;
import org.geben.eventstore.engine.EventLogEngine;
import org.geben.eventstore.engine.Outcome;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in KurrentDB, or in EventStoreDB from 20.6 on: a stream for each aggregate, whose revisions are the
 * events' sequence numbers. The server should be the log's alone; streams of other programs are left out of it.
 *
 * <p><b>Positions</b> are places in the server's own log, so they grow along it and are far from dense. A token may hold
 * any number: reading goes on with the first event after it. {@link #createTokenAt} goes by the clock of the server that
 * took the event, and such a clock may be set back, or differ from that of the next leader.
 *
 * <p><b>Several aggregates in one unit of work</b> are appended together if the server can do that, as KurrentDB from
 * 25.1 on can; the log then has their events stream by stream. An older server's engine refuses such a unit of work, and
 * nothing is stored. How large an append may be is a setting of the server, a megabyte if it is not set.
 *
 * <p><b>Identifiers</b> of events are compared within their stream only: KurrentDB knows no event by its identifier.
 *
 * <p><b>Faults.</b> While the server is away, or another node takes the lead, calls wait and are made again, for as long
 * as {@link Builder#patience} allows. The event serializer has to write JSON.
 */
public final class KurrentDbEventStorageEngine extends EventLogEngine implements AutoCloseable {

    private final Connection connection;
    private final LogWriter writer;
    private final LogSubscription subscription;
    private final AppendListener listener;
    private final Wakes wakes;

    private KurrentDbEventStorageEngine(
            Builder builder, Connection connection, Reads reads, LogReader log, Wakes wakes) {
        super(builder, log, wakes);
        this.connection = connection;
        this.writer = new LogWriter(connection, reads, log);
        this.subscription = new LogSubscription(connection, wakes);
        this.listener = builder.listener();
        this.wakes = wakes;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected Outcome append(List<SerializedEvent> events) {
        long begun = System.nanoTime();
        Outcome outcome = writer.write(events);
        wakes.wakeAll();
        switch (outcome) {
            case Outcome.Failed failed -> listener.failed(1, false, reason(failed.cause(), failed.reason()));
            case Outcome.Unknown unknown -> listener.failed(1, true, reason(unknown.cause(), unknown.reason()));
            default -> {
                int refused = outcome instanceof Outcome.Stored ? 0 : 1;
                listener.written(1, events.size(), refused, Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        return outcome;
    }

    private static Throwable reason(@Nullable Throwable cause, String otherwise) {
        return cause == null ? new IllegalStateException(otherwise) : cause;
    }

    /** Begins to listen to the server with the first one who waits. */
    @Override
    public Registration onAppended(Runnable wake) {
        subscription.start();
        return super.onAppended(wake);
    }

    /** Nothing can be appended or read any more. */
    @Override
    public void close() {
        subscription.close();
        connection.close();
    }

    /** The connection string is required. */
    public static final class Builder extends EventLogEngine.Builder<Builder> {

        private @Nullable KurrentDBClientSettings settings;
        private Duration patience = Duration.ofSeconds(10);

        private Builder() {}

        /**
         * Where the server is, as {@code kurrentdb://HOST:PORT} with the options of KurrentDB's clients; a cluster as
         * {@code kurrentdb+discover://…} or with several hosts, for only then the leader is looked for.
         *
         * @throws AxonConfigurationException if it is none
         */
        public Builder connectionString(String connectionString) {
            this.settings = ConnectionString.parse(connectionString);
            return this;
        }

        /**
         * How long a call is made again while the connection is at fault; 10 s if not set. Then it fails, an append with
         * the knowledge whether it may have been stored. The last answer is waited for beyond that.
         */
        public Builder patience(Duration patience) {
            this.patience = patience;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        public KurrentDbEventStorageEngine build() {
            if (settings == null) {
                throw new AxonConfigurationException("The connection string is required");
            }
            Connection connection = new Connection(settings, patience);
            Reads reads = new Reads(connection);
            LogReader log = new LogReader(reads, new Snapshots(connection, reads));
            return new KurrentDbEventStorageEngine(this, connection, reads, log, new Wakes());
        }
    }
}
