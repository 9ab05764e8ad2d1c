package org.geben.query.generation;

import org.jspecify.annotations.Nullable;
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

    /** A query; {@code $.} stands for the generation's schema. */
    public JdbcClient.StatementSpec sql(String sql) {
        deadline.require();
        return tables.sql(sql);
    }
}
