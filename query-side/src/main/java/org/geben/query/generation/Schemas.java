package org.geben.query.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of generations: made from a projection's script, filled, and dropped. */
final class Schemas {
    /** Enough for plans that join whole tables; readers get better ones in the end. */
    private static final String FEW_SAMPLES = "10";

    private static final long FEW_EVENTS = 100;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Keys keys;
    private final AtomicInteger settling = new AtomicInteger();

    Schemas(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.keys = new Keys(jdbc);
    }

    /** @param whole whether the tables have their keys from the beginning; otherwise they are put back when it is filled */
    void make(Projection<?> projection, Generation generation, boolean whole) {
        jdbc.execute("CREATE SCHEMA " + generation.schema());
        run(projection, generation.schema());
        if (!whole) {
            keys.takeOff(generation);
        }
    }

    /**
     * Writes what a batch has gathered. Its commit does not wait for the disk: what a crash takes is folded again.
     *
     * @param events how many the batch is of
     */
    void flush(OpenBatch batch, Generation generation, long events) {
        boolean few = events <= FEW_EVENTS;
        client.sql("""
                        SELECT set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', :plans, true),
                               set_config('enable_seqscan', :scans, true), set_config('jit', 'off', true)
                        """)
                // To plan for a few events takes longer than to write them. Many fill tables faster than the database
                // learns that they are empty no longer, for which its plans were made.
                .param("plans", few ? "force_generic_plan" : "force_custom_plan")
                // A small table that changes all the time is longer to read through than the database believes.
                // Where it must be, versions before 18 would think that so dear that they compile the statement.
                .param("scans", few ? "off" : "on")
                .query()
                .singleRow();
        batch.flush(tables(generation));
    }

    Tables tables(Generation generation) {
        return new Tables(jdbc, generation.schema(), new Sent());
    }

    /** Whether it has yet to get most of its events. */
    boolean isToBeFilled(Generation generation) {
        return keys.areOff(generation);
    }

    Staging staging(Generation generation, Buffers buffers) {
        return new Staging(jdbc, generation.schema(), buffers);
    }

    /**
     * Writes a batch that was staged, and makes what the tables lack that it has filled.
     *
     * @param step runs each step in a transaction of its own: a long one would keep the database from tidying up what
     *     the live generations leave behind
     */
    void settle(Generation generation, OpenBatch batch, Staging staging, Consumer<Runnable> step) {
        settling.incrementAndGet();
        try {
            makeReady(generation, batch, staging, work -> step.accept(() -> Interruptible.run(jdbc, work)));
        } finally {
            settling.decrementAndGet();
        }
    }

    private void makeReady(Generation generation, OpenBatch batch, Staging staging, Consumer<Runnable> step) {
        step.accept(() -> analyze(generation, FEW_SAMPLES));
        // The batch's statements look up by these; tables that they fill themselves are quicker filled without.
        for (Rows filled : batch.buffers().inserts()) {
            putBack(generation, keys.lacking(generation, filled.name()), step);
        }
        step.accept(() -> {
            if (!staging.stands()) {
                throw new Lost(generation);
            }
            takeRoom();
            batch.batch().flush(new Tables(jdbc, generation.schema(), staging));
            staging.drop();
        });
        putBack(generation, keys.lacking(generation), step);
        step.accept(() -> {
            analyze(generation, "DEFAULT");
            keys.areBack(generation);
        });
    }

    private void putBack(Generation generation, List<String> lacking, Consumer<Runnable> step) {
        lacking.forEach(statement -> step.accept(() -> {
            takeRoom();
            keys.putBack(generation, statement);
        }));
    }

    private void takeRoom() {
        jdbc.execute("SET LOCAL work_mem = '64MB'");
        jdbc.execute("SET LOCAL maintenance_work_mem = '128MB'");
        if (settling.get() > 1) {
            // They keep the processors busy; more workers would only share the same work.
            jdbc.execute("SET LOCAL max_parallel_maintenance_workers = 0");
        }
        jdbc.execute("SET LOCAL max_parallel_workers_per_gather = 0");
    }

    private void analyze(Generation generation, String samples) {
        jdbc.execute("SET LOCAL default_statistics_target TO " + samples);
        client.sql("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = :schema")
                .param("schema", generation.schema())
                .query(String.class)
                .list()
                .forEach(table -> jdbc.execute("ANALYZE " + table));
    }

    /** What a projection's tables have, in a transaction that is to be undone. */
    Set<String> columns(Projection<?> projection) {
        String schema = "geben_columns_of_" + projection.name();
        jdbc.execute("CREATE SCHEMA " + schema);
        run(projection, schema);
        return columns(schema);
    }

    /** What a generation's tables have. */
    Set<String> columns(Generation generation) {
        return columns(generation.schema());
    }

    private Set<String> columns(String schema) {
        return StoredTable.of(schema, client).values().stream()
                .flatMap(StoredTable::declarations)
                .collect(toUnmodifiableSet());
    }

    private void run(Projection<?> projection, String schema) {
        jdbc.execute("SET LOCAL search_path = " + schema);
        try {
            jdbc.execute(
                    new ClassPathResource(projection.name() + ".sql", projection.getClass()).getContentAsString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void drop(Generation generation) {
        jdbc.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(generation.schema()));
    }
}
