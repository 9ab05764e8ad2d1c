package org.geben.query.generation;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One generation as it stands in one snapshot, for the length of one query. */
public final class Reading {
    private final Generation generation;
    private final Tables tables;
    private final Deadline deadline;

    Reading(Generation generation, Tables tables, Deadline deadline) {
        this.generation = generation;
        this.tables = tables;
        this.deadline = deadline;
    }

    /** As it was when it was read, for the answer. */
    public Origin origin() {
        return Origin.of(generation);
    }

    /** The rules of scoring that it was folded under; null for the standard ones. */
    public @Nullable JsonNode rules() {
        return generation.rules();
    }

    /** Part of a query that reads in other generations too; {@code $.} stands for the schema of this one. */
    public String qualified(String sql) {
        return tables.qualified(sql);
    }

    /**
     * A query, to be run at once; {@code $.} stands for the generation's schema.
     *
     * @throws QueryTimeoutException if what was read before has taken all the time that there is
     */
    public JdbcClient.StatementSpec sql(String sql) {
        deadline.require();
        return tables.sql(sql);
    }

    /**
     * To be called now and then where a query returns so much that it is fetched in parts, each of which has the time of a
     * whole statement.
     *
     * @throws QueryTimeoutException if reading has taken all the time that there is
     */
    public void requireTime() {
        deadline.require();
    }
}
