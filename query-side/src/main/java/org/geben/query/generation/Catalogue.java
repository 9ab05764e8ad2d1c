package org.geben.query.generation;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.geben.query.Cut;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;

/** The rows that tell which generations there are. Their tables come and go with them. */
final class Catalogue {
    private static final int ROWS_AT_ONCE = 10_000;

    private static final String ROW = "SELECT " + GenerationRow.COLUMNS + " FROM geben.generation";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Schemas schemas;

    Catalogue(DataSource readSide) {
        this.jdbc = new JdbcTemplate(readSide);
        // Spring's default takes PostgreSQL's lock timeout for an error that it does not know.
        jdbc.setExceptionTranslator(new SQLErrorCodeSQLExceptionTranslator("PostgreSQL"));
        // What a statement over a whole log returns is not to be in memory at once.
        jdbc.setFetchSize(ROWS_AT_ONCE);
        this.client = JdbcClient.create(jdbc);
        this.schemas = new Schemas(jdbc);
    }

    Schemas schemas() {
        return schemas;
    }

    /** @param longest how long each of its statements takes at most; the database itself looks to it, at no cost */
    void beginSnapshot(Duration longest) {
        jdbc.execute(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL statement_timeout = " + longest.toMillis());
    }

    List<Generation> all() {
        return client.sql(ROW + " ORDER BY id").query(GenerationRow::read).list();
    }

    Optional<Generation> find(long id) {
        return client.sql(ROW + " WHERE id = :id")
                .param("id", id)
                .query(GenerationRow::read)
                .optional();
    }

    List<Generation> of(String projection) {
        return client.sql(ROW + " WHERE projection = :projection ORDER BY id")
                .param("projection", projection)
                .query(GenerationRow::read)
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
                .query(GenerationRow::read)
                .optional();
    }

    /** The generation, if it is live; until the transaction ends nobody else changes it, or its dead letters. */
    Optional<Generation> holdLive(long id) {
        return client.sql(ROW + " WHERE id = :id AND state = 'LIVE' FOR UPDATE")
                .param("id", id)
                .query(GenerationRow::read)
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
                        RETURNING\s""" + GenerationRow.COLUMNS)
                .param("projection", projection.name())
                .param("version", projection.version())
                .param("state", state.name())
                .param("target", target)
                .param("cutPosition", GenerationRow.cutPosition(cut), Types.BIGINT)
                .param("cutTime", GenerationRow.cutTime(cut), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("rules", GenerationRow.rules(projection), Types.VARCHAR)
                .query(GenerationRow::read)
                .single();
        schemas.make(projection, generation, state == State.LIVE);
        return generation;
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
                        """, (row, n) -> GenerationRow.incomplete(row), to, events, generation.id(), to).stream()
                .findFirst();
    }

    /** @return whether the generation is being built, or frozen and extended, and was where the caller takes it to be */
    boolean build(Generation generation, long from, long to, long events) {
        return jdbc.update("""
                        UPDATE geben.generation SET position = ?, events = events + ?
                        WHERE id = ? AND state IN ('BUILDING', 'VERIFYING', 'FROZEN') AND position = ?
                        """, to, events, generation.id(), from) == 1;
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

    /**
     * Has one that is being built, and is held by {@link #holdBuilt}, begin again with the log's first event.
     *
     * @param whole whether its tables have their keys from the beginning
     */
    void beginAnew(Generation generation, Projection<?> projection, boolean whole) {
        client.sql("""
                        UPDATE geben.generation
                        SET position = 0, events = 0, parked = 0, late = 0, skipped = 0, lacking = NULL, keys = NULL,
                            run_from = 0, run_started_at = clock_timestamp()
                        WHERE id = :id
                        """).param("id", generation.id()).update();
        client.sql("DELETE FROM geben.dead_letter WHERE generation = :id")
                .param("id", generation.id())
                .update();
        schemas.drop(generation);
        schemas.make(projection, generation, whole);
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
                .query(GenerationRow::read)
                .list();
    }

    /** Generations that have failed so long ago, and still have tables. */
    List<Generation> failedFor(Duration age) {
        return client.sql(ROW + """
                         WHERE state = 'FAILED' AND to_regnamespace(schema_name) IS NOT NULL
                            AND finished_at < clock_timestamp() - :millis * interval '1 millisecond'
                        """)
                .param("millis", age.toMillis())
                .query(GenerationRow::read)
                .list();
    }

    void drop(Generation generation) {
        // The row first, as whoever folds does: in another order they could wait for one another.
        client.sql("DELETE FROM geben.generation WHERE id = :id")
                .param("id", generation.id())
                .update();
        client.sql("DELETE FROM %s WHERE processor_name = :name".formatted(TokenTable.NAME))
                .param("name", generation.name())
                .update();
        schemas.drop(generation);
    }
}
