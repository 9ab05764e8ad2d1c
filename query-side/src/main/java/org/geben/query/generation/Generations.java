package org.geben.query.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The catalogue of generations. A generation's schema, its row here and its processor's token are made and dropped
 * together, so that a new generation always starts at the first event.
 */
public final class Generations {
    private static final String ROW =
            "SELECT id, projection, version, schema_name, position, target FROM geben.generation";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final Positions positions;
    private final LongSupplier head;

    /**
     * @param head the position of the log's last event at present, at most 0 while there is none; a new generation
     *     answers no reader before it has reached it
     */
    public Generations(
            DataSource readSide, PlatformTransactionManager transactions, Positions positions, LongSupplier head) {
        this.jdbc = new JdbcTemplate(readSide);
        this.client = JdbcClient.create(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.positions = positions;
        this.head = head;
    }

    /** What folds the log into the projection's live generation, which is made first where there is none. */
    public Fold follow(Projection<?> projection) {
        return new Fold(ensureLive(projection), projection, jdbc, positions);
    }

    /**
     * The live generation of the projection at its code's version. One of another version is dropped for a new one,
     * which is empty at first and answers once it has come as far as the log is now.
     */
    public Generation ensureLive(Projection<?> projection) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock(projection);
            Optional<Generation> live = live(projection.name());
            if (live.isPresent() && live.get().version() == projection.version()) {
                return live.get();
            }
            live.ifPresent(this::drop);
            return create(projection);
        }));
    }

    /** The generation from which a projection's queries are answered now. */
    public Optional<Generation> live(String projection) {
        return client.sql(ROW + " WHERE projection = :projection AND state = 'LIVE'")
                .param("projection", projection)
                .query(Generations::generation)
                .optional();
    }

    Tables tables(Generation generation) {
        return new Tables(jdbc, generation.schema());
    }

    /** Of several nodes that start together one makes the generation, and the others wait and find it. */
    private void lock(Projection<?> projection) {
        client.sql("SELECT pg_advisory_xact_lock(hashtextextended('geben.generation.' || :projection, 0))")
                .param("projection", projection.name())
                .query()
                .listOfRows();
    }

    private Generation create(Projection<?> projection) {
        Generation generation = client.sql("""
                        INSERT INTO geben.generation (projection, version, state, target)
                        VALUES (:projection, :version, 'LIVE', :target)
                        RETURNING id, projection, version, schema_name, position, target
                        """)
                .param("projection", projection.name())
                .param("version", projection.version())
                .param("target", Math.max(0, head.getAsLong()))
                .query(Generations::generation)
                .single();
        jdbc.execute("CREATE SCHEMA " + generation.schema());
        jdbc.execute("SET LOCAL search_path = " + generation.schema());
        jdbc.execute(script(projection));
        client.sql("INSERT INTO %s (processor_name, segment) VALUES (:name, 0)".formatted(TokenTable.NAME))
                .param("name", generation.name())
                .update();
        return generation;
    }

    void drop(Generation generation) {
        jdbc.execute("DROP SCHEMA %s CASCADE".formatted(generation.schema()));
        client.sql("DELETE FROM %s WHERE processor_name = :name".formatted(TokenTable.NAME))
                .param("name", generation.name())
                .update();
        client.sql("DELETE FROM geben.generation WHERE id = :id")
                .param("id", generation.id())
                .update();
    }

    private static Generation generation(ResultSet row, int n) throws SQLException {
        return new Generation(
                row.getLong("id"),
                row.getString("projection"),
                row.getInt("version"),
                row.getString("schema_name"),
                row.getLong("position"),
                row.getLong("target"));
    }

    private static String script(Projection<?> projection) {
        try {
            return new ClassPathResource(projection.name() + ".sql", projection.getClass()).getContentAsString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
