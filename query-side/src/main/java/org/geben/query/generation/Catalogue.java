package org.geben.query.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.geben.query.Columns;
import org.geben.query.Cut;
import org.geben.query.generation.Generation.Run;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows that tell which generations there are, and their schemas, which come and go with them. */
final class Catalogue {
    static final String COLUMNS = "id, projection, version, schema_name, state, position, target, events,"
            + " created_at, started_at, run_started_at, run_from, finished_at, failure, held, cut_position, cut_time,"
            + " used_at, parked, late, skipped, rules";

    private static final int ROWS_AT_ONCE = 10_000;

    /** Enough for plans that join whole tables; readers get better ones in the end. */
    private static final String FEW_SAMPLES = "10";

    private static final String ROW = "SELECT " + COLUMNS + " FROM geben.generation";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Keys keys;

    Catalogue(DataSource readSide) {
        this.jdbc = new JdbcTemplate(readSide);
        // Spring's default takes PostgreSQL's lock timeout for an error that it does not know.
        jdbc.setExceptionTranslator(new SQLErrorCodeSQLExceptionTranslator("PostgreSQL"));
        // What a statement over a whole log returns is not to be in memory at once.
        jdbc.setFetchSize(ROWS_AT_ONCE);
        this.client = JdbcClient.create(jdbc);
        this.keys = new Keys(jdbc);
    }

    List<Generation> all() {
        return client.sql(ROW + " ORDER BY id").query(Catalogue::generation).list();
    }

    Optional<Generation> find(long id) {
        return client.sql(ROW + " WHERE id = :id")
                .param("id", id)
                .query(Catalogue::generation)
                .optional();
    }

    List<Generation> of(String projection) {
        return client.sql(ROW + " WHERE projection = :projection ORDER BY id")
                .param("projection", projection)
                .query(Catalogue::generation)
                .list();
    }

    Optional<Generation> live(String projection) {
        return live(projection, "");
    }

    /** The live generation, which stays as it is, its position included, until the transaction ends. */
    Optional<Generation> holdLive(String projection) {
        return live(projection, " FOR UPDATE");
    }

    private Optional<Generation> live(String projection, String lock) {
        return client.sql(ROW + " WHERE projection = :projection AND state = 'LIVE'" + lock)
                .param("projection", projection)
                .query(Catalogue::generation)
                .optional();
    }

    /** The generation, if it is live; until the transaction ends nobody else changes it, or its dead letters. */
    Optional<Generation> holdLive(long id) {
        return client.sql(ROW + " WHERE id = :id AND state = 'LIVE' FOR UPDATE")
                .param("id", id)
                .query(Catalogue::generation)
                .optional();
    }

    /** Until the transaction ends nobody else makes a generation of the projection, or puts one in another's place. */
    void lock(String projection) {
        client.sql("SELECT pg_advisory_xact_lock(hashtextextended('geben.generation.' || :projection, 0))")
                .param("projection", projection)
                .query()
                .listOfRows();
    }

    /** Until the transaction ends it fails rather than wait longer. */
    void waitForLocksNoLongerThan(Duration atMost) {
        jdbc.execute("SET LOCAL lock_timeout = " + atMost.toMillis());
    }

    /** A generation without an event, with its tables; one to be built lacks their keys until it is filled. */
    Generation create(Projection<?> projection, State state, long target) {
        return create(projection, state, target, null);
    }

    /** @param cut null for one that follows the log, or is to take such a one's place */
    Generation create(Projection<?> projection, State state, long target, @Nullable Cut cut) {
        Generation generation = client.sql("""
                        INSERT INTO geben.generation (projection, version, state, target, cut_position, cut_time, rules)
                        VALUES (:projection, :version, :state, :target, :cutPosition, :cutTime, :rules::jsonb)
                        RETURNING\s""" + COLUMNS)
                .param("projection", projection.name())
                .param("version", projection.version())
                .param("state", state.name())
                .param("target", target)
                .param("cutPosition", cutPosition(cut), Types.BIGINT)
                .param("cutTime", cutTime(cut), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("rules", rules(projection), Types.VARCHAR)
                .query(Catalogue::generation)
                .single();
        jdbc.execute("CREATE SCHEMA " + generation.schema());
        run(projection, generation.schema());
        if (state != State.LIVE) {
            keys.takeOff(generation);
        }
        return generation;
    }

    static @Nullable Long cutPosition(@Nullable Cut cut) {
        return cut instanceof Cut.ByPosition by ? by.position() : null;
    }

    static @Nullable OffsetDateTime cutTime(@Nullable Cut cut) {
        return cut instanceof Cut.ByTime by ? Columns.parameter(by.moment()) : null;
    }

    static @Nullable String rules(Projection<?> projection) {
        JsonNode rules = projection.rules();
        return rules == null ? null : rules.toString();
    }

    private static @Nullable JsonNode rules(ResultSet row) throws SQLException {
        String rules = row.getString("rules");
        return rules == null ? null : JsonMapper.shared().readTree(rules);
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
        makeReady(generation, batch, staging, work -> step.accept(() -> Interruptible.run(jdbc, work)));
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
        // Several are made ready at once, which keeps the processors busy; more workers would only share the same work.
        jdbc.execute("SET LOCAL max_parallel_maintenance_workers = 0");
        jdbc.execute("SET LOCAL max_parallel_workers_per_gather = 0");
    }

    /**
     * Holds one that is being built as it is until the transaction ends, for a long statement.
     *
     * @return whether it still was where the caller takes it to be
     */
    boolean holdBuilt(Generation generation, long position) {
        // The row first, as whoever folds or drops does.
        return client.sql("""
                                SELECT FROM geben.generation
                                WHERE id = :id AND state IN ('BUILDING', 'VERIFYING') AND position = :position FOR UPDATE
                                """)
                        .param("id", generation.id())
                        .param("position", position)
                        .query()
                        .listOfRows()
                        .size()
                == 1;
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

    /**
     * Moves a live generation on. Until the transaction ends nobody else changes it, or its dead letters.
     *
     * @return what it does not hold; empty if it is not live or has come as far already: another process folds it then
     */
    Optional<Incomplete> follow(Generation generation, long to, long events) {
        return jdbc.query("""
                        UPDATE geben.generation SET position = ?, events = events + ?
                        WHERE id = ? AND state = 'LIVE' AND position < ?
                        RETURNING parked, late, skipped
                        """, (row, n) -> incomplete(row), to, events, generation.id(), to).stream()
                .findFirst();
    }

    /** @return whether the generation is being built, or frozen and extended, and was where the caller takes it to be */
    boolean build(Generation generation, long from, long to, long events) {
        return jdbc.update("""
                        UPDATE geben.generation SET position = ?, events = events + ?
                        WHERE id = ? AND state IN ('BUILDING', 'VERIFYING', 'FROZEN') AND position = ?
                        """, to, events, generation.id(), from) == 1;
    }

    /** Writes what a batch has gathered. */
    void flush(OpenBatch batch, Generation generation) {
        // A plan cached while the tables were nearly empty would scan them whole long after they have grown.
        jdbc.execute("SET LOCAL plan_cache_mode = force_custom_plan");
        batch.flush(tables(generation));
    }

    Tables tables(Generation generation) {
        return new Tables(jdbc, generation.schema(), new Sent());
    }

    void begin(Generation generation, long target) {
        client.sql("""
                        UPDATE geben.generation
                        SET started_at = coalesce(started_at, clock_timestamp()), target = greatest(target, :target),
                            run_started_at = clock_timestamp(), run_from = position
                        WHERE id = :id
                        """).param("target", target).param("id", generation.id()).update();
    }

    /** @return whether it was in the state that it is to leave */
    boolean move(Generation generation, State from, State to, @Nullable String failure) {
        return client.sql("""
                        UPDATE geben.generation SET state = :to, finished_at = clock_timestamp(), failure = :failure
                        WHERE id = :id AND state = :from
                        """)
                        .param("to", to.name())
                        .param("failure", failure)
                        .param("id", generation.id())
                        .param("from", from.name())
                        .update()
                == 1;
    }

    void hold(Generation generation) {
        client.sql("UPDATE geben.generation SET held = true WHERE id = :id")
                .param("id", generation.id())
                .update();
    }

    /** @return whether it was held; then it is one to be built on, which takes the live one's place afterwards */
    boolean release(Generation generation) {
        return client.sql("""
                        UPDATE geben.generation SET held = false, state = 'BUILDING', finished_at = NULL, run_started_at = NULL
                        WHERE id = :id AND held AND state IN ('BUILDING', 'READY')
                        """).param("id", generation.id()).update() == 1;
    }

    /** Has a held one that is ready built on to where the log ends now; it stays held. */
    void refresh(Generation generation) {
        client.sql("""
                        UPDATE geben.generation SET state = 'BUILDING', finished_at = NULL, run_started_at = NULL
                        WHERE id = :id AND held AND state = 'READY'
                        """).param("id", generation.id()).update();
    }

    /** Generations that have been out of use for so long, by the database's clock, which set the time. */
    List<Generation> retiredFor(Duration age) {
        return client.sql(ROW + """
                         WHERE state = 'RETIRED'
                            AND finished_at < clock_timestamp() - :millis * interval '1 millisecond'
                        """)
                .param("millis", age.toMillis())
                .query(Catalogue::generation)
                .list();
    }

    /** Generations that have failed so long ago, and still have tables. */
    List<Generation> failedFor(Duration age) {
        return client.sql(ROW + """
                         WHERE state = 'FAILED' AND to_regnamespace(schema_name) IS NOT NULL
                            AND finished_at < clock_timestamp() - :millis * interval '1 millisecond'
                        """)
                .param("millis", age.toMillis())
                .query(Catalogue::generation)
                .list();
    }

    /** Its row stays. */
    void dropTables(Generation generation) {
        jdbc.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(generation.schema()));
    }

    void drop(Generation generation) {
        // The row first, as whoever folds does: in another order they could wait for one another.
        client.sql("DELETE FROM geben.generation WHERE id = :id")
                .param("id", generation.id())
                .update();
        client.sql("DELETE FROM %s WHERE processor_name = :name".formatted(TokenTable.NAME))
                .param("name", generation.name())
                .update();
        dropTables(generation);
    }

    private static @Nullable Cut cut(ResultSet row) throws SQLException {
        Long position = row.getObject("cut_position", Long.class);
        Instant moment = Columns.optionalTime(row, "cut_time");
        if (position != null) {
            return new Cut.ByPosition(position);
        }
        return moment == null ? null : new Cut.ByTime(moment);
    }

    static Generation generation(ResultSet row, int n) throws SQLException {
        return new Generation(
                row.getLong("id"),
                row.getString("projection"),
                row.getInt("version"),
                row.getString("schema_name"),
                State.valueOf(row.getString("state")),
                row.getLong("position"),
                row.getLong("target"),
                row.getLong("events"),
                Columns.time(row, "created_at"),
                Columns.optionalTime(row, "started_at"),
                run(row),
                Columns.optionalTime(row, "finished_at"),
                row.getString("failure"),
                row.getBoolean("held"),
                cut(row),
                Columns.optionalTime(row, "used_at"),
                rules(row),
                incomplete(row));
    }

    private static @Nullable Run run(ResultSet row) throws SQLException {
        Instant since = Columns.optionalTime(row, "run_started_at");
        return since == null ? null : new Run(since, row.getLong("run_from"));
    }

    private static Incomplete incomplete(ResultSet row) throws SQLException {
        return new Incomplete(row.getLong("parked"), row.getLong("late"), row.getLong("skipped"));
    }
}
