package org.geben.query.generation;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are sent with their statement, as one array per column. A list of texts is sent as a text and cast there,
 * because PostgreSQL would flatten an array of arrays.
 */
final class Sent implements Source {
    private static final String TEXTS = "text[]";

    @Override
    public boolean holds(Buffer rows) {
        return !rows.isEmpty();
    }

    @Override
    public String relation(Buffer rows) {
        List<Column> columns = rows.columns();
        String arrays = columns.stream()
                .map(column -> "?::%s[]".formatted(sentType(column)))
                .collect(joining(", "));
        if (columns.stream().noneMatch(column -> column.type().equals(TEXTS))) {
            return "unnest(%s) AS batch(%s)".formatted(arrays, rows.columnNames());
        }
        String cast = columns.stream()
                .map(column ->
                        column.type().equals(TEXTS) ? "%1$s::text[] AS %1$s".formatted(column.name()) : column.name())
                .collect(joining(", "));
        return "(SELECT %s FROM unnest(%s) AS sent(%s)) AS batch".formatted(cast, arrays, rows.columnNames());
    }

    @Override
    public void bind(PreparedStatement statement, Buffer rows) throws SQLException {
        Connection connection = statement.getConnection();
        List<@Nullable Object[]> sent = new ArrayList<>(rows.rows());
        for (int i = 0; i < rows.columns().size(); i++) {
            statement.setArray(i + 1, array(connection, rows.columns().get(i), i, sent));
        }
    }

    private static Array array(Connection connection, Column column, int index, Collection<@Nullable Object[]> rows)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        int i = 0;
        for (@Nullable Object[] row : rows) {
            values[i++] = row[index] instanceof List<?> texts
                    ? connection.createArrayOf("text", texts.toArray()).toString()
                    : row[index];
        }
        return connection.createArrayOf(sentType(column), values);
    }

    private static String sentType(Column column) {
        return column.type().equals(TEXTS) ? "text" : column.type();
    }
}
