package org.geben.query.generation;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of one generation. In the SQL {@code $.} stands for its schema. Names are qualified rather than found by a
 * {@code search_path}, because the driver forgets its prepared statements whenever that path changes.
 */
public final class Tables {
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final String schema;

    Tables(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.schema = schema;
    }

    /** A statement without rows, for the caller to bind and run. */
    public JdbcClient.StatementSpec sql(String sql) {
        return client.sql(qualified(sql));
    }

    /** Runs a statement once for all rows; not at all when there are none. */
    public void write(String sql, Rows rows) {
        if (!rows.isEmpty()) {
            jdbc.update(statement(sql, rows), rows::bind);
        }
    }

    /** Runs a statement once for all rows, not at all when there are none, and hands back what it returns. */
    public <T> List<T> writeReturning(String sql, Rows rows, RowMapper<T> row) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return jdbc.query(statement(sql, rows), rows::bind, row);
    }

    private String statement(String sql, Rows rows) {
        return qualified(sql).replace(":rows", rows.relation());
    }

    private String qualified(String sql) {
        return sql.replace("$.", schema + ".");
    }
}
