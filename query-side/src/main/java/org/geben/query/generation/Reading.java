package org.geben.query.generation;

import org.springframework.jdbc.core.simple.JdbcClient;

/** One generation as it stands in one snapshot, for the length of one query. */
public final class Reading {
    private final Generation generation;
    private final Tables tables;

    Reading(Generation generation, Tables tables) {
        this.generation = generation;
        this.tables = tables;
    }

    /** The name of the generation, for the answer. */
    public String generation() {
        return generation.name();
    }

    /** How far it was when it was read, for the answer. */
    public long position() {
        return generation.position();
    }

    /** A query; {@code $.} stands for the generation's schema. */
    public JdbcClient.StatementSpec sql(String sql) {
        return tables.sql(sql);
    }
}
