package org.geben.benchmarks.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.community.Community;
import org.geben.eventstore.NamedEventSerializer;
import org.geben.eventstore.postgresql.PostgresEventStorageEngine;
import org.geben.kernel.EventNames;
import org.geben.query.generation.History;

/** The log of a made-up community in a database of its own, written and read by the application's engine. */
public final class RecordedCommunity implements AutoCloseable {
    private static final long SEED = 1;
    private static final int AT_ONCE = 1_000;
    private static final long PROGRESS = 250_000;
    private static final int CONNECTIONS = 12;

    private final DurableDatabase database;
    private final HikariDataSource pool;
    private final PostgresEventStorageEngine engine;
    private final long events;

    private RecordedCommunity(DurableDatabase database, long events) {
        this.database = database;
        this.events = events;
        this.pool = database.pool(CONNECTIONS);
        this.engine = PostgresEventStorageEngine.builder()
                .dataSource(pool)
                .eventSerializer(NamedEventSerializer.of(EventNames.table()))
                .snapshotSerializer(Jackson3Serializer.builder().build())
                .batchSize(AT_ONCE)
                .build();
    }

    /**
     * Records the life of a community up to its event of that number: a shorter one is the beginning of a longer one.
     *
     * @param name of the new database
     */
    public static RecordedCommunity of(long events, DurableDatabase server, String name) {
        return of(events, new Community(SEED), server, name);
    }

    /** Records so many events of the community's life. */
    public static RecordedCommunity of(long events, Community community, DurableDatabase server, String name) {
        RecordedCommunity recorded = new RecordedCommunity(server.another(name), events);
        recorded.record(community);
        return recorded;
    }

    private void record(Community community) {
        for (long recorded = 0; recorded < events; ) {
            List<DomainEventMessage<?>> next = new ArrayList<>(AT_ONCE);
            while (next.size() < AT_ONCE && recorded + next.size() < events) {
                next.add(community.next());
            }
            engine.appendEvents(next);
            recorded += next.size();
            if (recorded % PROGRESS == 0 || recorded == events) {
                System.err.printf("Recorded %,d of %,d events%n", recorded, events);
            }
        }
        database.run("VACUUM ANALYZE event_log.event");
    }

    long events() {
        return events;
    }

    public DurableDatabase database() {
        return database;
    }

    HikariDataSource pool() {
        return pool;
    }

    public History history() {
        return new RecordedHistory(engine);
    }

    PostgresEventStorageEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
