package org.geben.benchmarks.sealing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Rounds;
import org.geben.benchmarks.community.Community;
import org.geben.eventstore.LogReplay;
import org.geben.eventstore.NamedEventSerializer;
import org.geben.eventstore.postgresql.PostgresEventStorageEngine;
import org.geben.kernel.EventNames;
import org.jspecify.annotations.Nullable;

/** The log of a made-up community, sealed or not, in a database of its own. */
final class CommunityLog implements AutoCloseable {
    private static final long SEED = 1;
    private static final int AT_ONCE = 1_000;
    private static final int CONNECTIONS = 4;

    final String name;
    final Rounds appending = new Rounds();
    final Rounds reading = new Rounds();
    private final DurableDatabase database;
    private final HikariDataSource pool;
    private final @Nullable PackagedVault vault;
    private final PostgresEventStorageEngine engine;
    private final Consumer<List<? extends EventMessage<?>>> beforeAppending;
    private final Community community = new Community(SEED);
    private long events;

    private CommunityLog(String name, DurableDatabase database, HikariDataSource pool, @Nullable PackagedVault vault) {
        this.name = name;
        this.database = database;
        this.pool = pool;
        this.vault = vault;
        this.beforeAppending = vault == null ? batch -> {} : vault.keys()::handle;
        this.engine = PostgresEventStorageEngine.builder()
                .dataSource(pool)
                .eventSerializer(
                        vault == null
                                ? NamedEventSerializer.of(EventNames.table())
                                : NamedEventSerializer.of(EventNames.table(), vault.sealing()))
                .snapshotSerializer(Jackson3Serializer.builder().build())
                .batchSize(AT_ONCE)
                .build();
    }

    static CommunityLog open(DurableDatabase server) {
        DurableDatabase database = server.another("not_sealed");
        return new CommunityLog("not sealed", database, database.pool(CONNECTIONS), null);
    }

    /** @param application whose vault seals it */
    static CommunityLog sealed(DurableDatabase server, Path application) throws IOException {
        DurableDatabase database = server.another("sealed");
        HikariDataSource pool = database.pool(CONNECTIONS);
        return new CommunityLog("sealed", database, pool, PackagedVault.open(application, database, pool));
    }

    /** Appends what happens next in the community; it has been made up before the time begins. */
    double append(long more) {
        List<List<DomainEventMessage<?>>> batches = new ArrayList<>();
        for (long made = 0; made < more; ) {
            List<DomainEventMessage<?>> batch = new ArrayList<>(AT_ONCE);
            while (batch.size() < AT_ONCE && made < more) {
                batch.add(community.next());
                made++;
            }
            batches.add(batch);
        }
        long begun = System.nanoTime();
        for (List<DomainEventMessage<?>> batch : batches) {
            beforeAppending.accept(batch);
            engine.appendEvents(batch);
        }
        events += more;
        return more * 1e9 / (System.nanoTime() - begun);
    }

    /** Reads and deserialises the whole log. */
    double read() {
        long begun = System.nanoTime();
        long read = 0;
        try (LogReplay replay = engine.replay(null)) {
            while (replay.hasNext()) {
                read += replay.next().stream().filter(CommunityLog::isWhole).count();
            }
        }
        double perSecond = read * 1e9 / (System.nanoTime() - begun);
        if (read != events) {
            throw new IllegalStateException("Read %d events, not %d".formatted(read, events));
        }
        return perSecond;
    }

    private static boolean isWhole(TrackedEventMessage<?> event) {
        return event.getPayload() instanceof Record && event.getMetaData() != null;
    }

    /** What all events say, the same for logs that say the same. */
    long said() {
        long said = 0;
        try (LogReplay replay = engine.replay(null)) {
            while (replay.hasNext()) {
                for (TrackedEventMessage<?> event : replay.next()) {
                    said = 31 * said + event.getPayload().toString().hashCode();
                }
            }
        }
        return said;
    }

    long events() {
        return events;
    }

    long bytesAnEvent() {
        return Long.parseLong(database.ask("select pg_table_size('event_log.event') / count(*) from event_log.event"));
    }

    @Override
    public void close() throws IOException {
        engine.close();
        pool.close();
        if (vault != null) {
            vault.close();
        }
    }
}
