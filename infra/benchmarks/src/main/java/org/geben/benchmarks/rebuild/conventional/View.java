package org.geben.benchmarks.rebuild.conventional;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.geben.query.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * The tables of one view, in a schema for which {@code $.} stands in the SQL. Statements run on the connection of the
 * batch's transaction, which keeps them prepared.
 */
final class View {
    private final JdbcTemplate jdbc;
    private final String schema;
    private final Map<String, String> statements = new ConcurrentHashMap<>();

    View(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    void run(String sql, @Nullable Object... values) {
        update(sql, values);
    }

    <T> Optional<T> returned(String sql, RowMapper<T> row, @Nullable Object... values) {
        return jdbc.query(statement(sql), row, stored(values)).stream().findFirst();
    }

    /**
     * Takes one from {@code appreciations}, and the row away with the last one.
     *
     * @param row table and condition
     * @return whether it was the last one
     */
    boolean countDown(String row, Object... values) {
        boolean left = update(
                        "UPDATE " + row.replace(" WHERE ", " SET appreciations = appreciations - 1 WHERE ")
                                + " AND appreciations > 1",
                        values)
                > 0;
        if (!left) {
            run("DELETE FROM " + row, values);
        }
        return !left;
    }

    private int update(String sql, @Nullable Object... values) {
        return jdbc.update(statement(sql), stored(values));
    }

    private String statement(String sql) {
        return statements.computeIfAbsent(sql, template -> template.replace("$.", schema + "."));
    }

    private static @Nullable Object[] stored(@Nullable Object... values) {
        @Nullable Object[] stored = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            stored[i] = stored(values[i]);
        }
        return stored;
    }

    private static @Nullable Object stored(@Nullable Object value) {
        if (value instanceof Instant time) {
            return Columns.parameter(time);
        }
        return value instanceof List<?> texts ? texts.toArray(String[]::new) : value;
    }
}
