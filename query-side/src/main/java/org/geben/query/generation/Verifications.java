package org.geben.query.generation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.geben.query.Columns;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which verifications there are and were. One under way and the generation that it folds anew come and go in the same
 * transactions, so that no generation is left over, however a verification ends.
 */
public final class Verifications {
    private static final String ROW = """
            SELECT id, projection, state, fresh, generation, position, created_at, finished_at, tables, failure
            FROM geben.verification
            """;
    private static final TypeReference<List<ComparedTable>> TABLES = new TypeReference<>() {};

    private final Catalogue catalogue;
    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final JsonMapper json = JsonMapper.shared();

    public Verifications(DataSource readSide, PlatformTransactionManager transactions) {
        this.catalogue = new Catalogue(readSide);
        this.client = JdbcClient.create(readSide);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Has the projection's live generation verified; the verification that is under way if there is one. */
    Verification order(Projection<?> projection) {
        return Objects.requireNonNull(transaction.execute(status -> {
            catalogue.lock(projection.name());
            return running().stream()
                    .filter(running -> running.projection().equals(projection.name()))
                    .findFirst()
                    .orElseGet(() -> insert(projection));
        }));
    }

    private Verification insert(Projection<?> projection) {
        long fresh = catalogue.create(projection, State.VERIFYING, 0).id();
        long id = client.sql("""
                        INSERT INTO geben.verification (projection, fresh) VALUES (:projection, :fresh) RETURNING id
                        """)
                .param("projection", projection.name())
                .param("fresh", fresh)
                .query(Long.class)
                .single();
        return find(id).orElseThrow();
    }

    Optional<Verification> find(long id) {
        return client.sql(ROW + " WHERE id = :id")
                .param("id", id)
                .query(this::verification)
                .optional();
    }

    /** The newest first. */
    List<Verification> newest(int limit) {
        return client.sql(ROW + " ORDER BY id DESC LIMIT :limit")
                .param("limit", limit)
                .query(this::verification)
                .list();
    }

    List<Verification> running() {
        return client.sql(ROW + " WHERE state = 'RUNNING' ORDER BY id")
                .query(this::verification)
                .list();
    }

    /** For each projection the last one that has come to a result. */
    public List<Verification> lastOfEach() {
        return client.sql("""
                        SELECT DISTINCT ON (projection) v.* FROM geben.verification v
                        WHERE state IN ('EQUAL', 'DIFFERENT') ORDER BY projection, id DESC
                        """).query(this::verification).list();
    }

    /** The last one that has compared the generation while it was live. */
    Optional<Verification> lastOf(Generation generation) {
        return client.sql(ROW + " WHERE generation = :name ORDER BY id DESC LIMIT 1")
                .param("name", generation.name())
                .query(this::verification)
                .optional();
    }

    /** @return what was found */
    Verification.State finish(Verification verification, Generation live, List<ComparedTable> tables) {
        Verification.State state = tables.stream().allMatch(ComparedTable::isEqual)
                ? Verification.State.EQUAL
                : Verification.State.DIFFERENT;
        end(verification, state, live.name(), live.position(), json.writeValueAsString(tables), null);
        return state;
    }

    void fail(Verification verification, String failure) {
        end(verification, Verification.State.FAILED, null, null, null, failure);
    }

    private void end(
            Verification verification,
            Verification.State state,
            @Nullable String generation,
            @Nullable Long position,
            @Nullable String tables,
            @Nullable String failure) {
        transaction.executeWithoutResult(status -> {
            catalogue.lock(verification.projection());
            int ended = client.sql("""
                            UPDATE geben.verification
                            SET state = :state, generation = :generation, position = :position,
                                tables = :tables::jsonb, failure = :failure, finished_at = clock_timestamp()
                            WHERE id = :id AND state = 'RUNNING'
                            """)
                    .param("state", state.name())
                    .param("generation", generation)
                    .param("position", position)
                    .param("tables", tables)
                    .param("failure", failure)
                    .param("id", verification.id())
                    .update();
            if (ended == 1) {
                catalogue.find(verification.fresh()).ifPresent(catalogue::drop);
            }
        });
    }

    private Verification verification(ResultSet row, int n) throws SQLException {
        String tables = row.getString("tables");
        return new Verification(
                row.getLong("id"),
                row.getString("projection"),
                Verification.State.valueOf(row.getString("state")),
                row.getLong("fresh"),
                row.getString("generation"),
                row.getObject("position", Long.class),
                Columns.time(row, "created_at"),
                Columns.optionalTime(row, "finished_at"),
                tables == null ? List.of() : json.readValue(tables, TABLES),
                row.getString("failure"));
    }
}
