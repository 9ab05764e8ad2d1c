package org.geben.query.generation;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of one generation. In the SQL {@code $.} stands for its schema. Names are qualified rather than found by a
 * {@code search_path}, because the driver forgets its prepared statements whenever that path changes.
 */
public final class Tables {
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final String schema;
    private final Source source;

    Tables(JdbcTemplate jdbc, String schema, Source source) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.schema = schema;
        this.source = source;
    }

    /** A statement without rows, for the caller to bind and run. */
    public JdbcClient.StatementSpec sql(String sql) {
        return client.sql(qualified(sql));
    }

    /** Runs a statement once for all rows; not at all when there are none. */
    public void write(String sql, Buffer rows) {
        if (source.holds(rows)) {
            jdbc.update(statement(sql, rows), values -> source.bind(values, rows));
        }
    }

    /** Runs a statement once for all rows, not at all when there are none, and hands each row that it returns on. */
    public void write(String sql, Buffer rows, RowCallbackHandler returned) {
        if (source.holds(rows)) {
            jdbc.query(statement(sql, rows), values -> source.bind(values, rows), returned);
        }
    }

    /** To be called where a batch turns out to change many rows, however few events it has: what follows is planned for them. */
    public void planForMany() {
        client.sql("""
                        SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'on', true)
                        """).query().singleRow();
    }

    void insert(Rows rows) {
        write("INSERT INTO $.%1$s (%2$s) SELECT %2$s FROM :rows".formatted(rows.name(), rows.columnNames()), rows);
    }

    private String statement(String sql, Buffer rows) {
        return qualified(sql).replace(":rows", source.relation(rows));
    }

    String qualified(String sql) {
        return sql.replace("$.", schema + ".");
    }
}
