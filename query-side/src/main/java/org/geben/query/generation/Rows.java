package org.geben.query.generation;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one statement, sent as one array per column. In the SQL they stand as {@code :rows}, a relation named
 * {@code batch}. A list of texts travels in a column of type {@code text} and is cast to {@code text[]} there, because
 * PostgreSQL would flatten an array of arrays.
 */
public final class Rows {
    private final List<String> names = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<List<@Nullable Object>> columns = new ArrayList<>();

    /** @param columns each a name and its PostgreSQL type, such as {@code "id uuid"} */
    public Rows(String... columns) {
        for (String column : columns) {
            int space = column.indexOf(' ');
            names.add(column.substring(0, space));
            types.add(column.substring(space + 1));
            this.columns.add(new ArrayList<>());
        }
    }

    /** Adds one row; its values in the order of the columns. */
    public void add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("%d values for %d columns.".formatted(values.length, columns.size()));
        }
        for (int i = 0; i < values.length; i++) {
            columns.get(i).add(stored(values[i]));
        }
    }

    public boolean isEmpty() {
        return columns.getFirst().isEmpty();
    }

    String relation() {
        return types.stream().map("?::%s[]"::formatted).collect(joining(", ", "unnest(", ")"))
                + names.stream().collect(joining(", ", " AS batch(", ")"));
    }

    void bind(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        for (int i = 0; i < columns.size(); i++) {
            statement.setArray(i + 1, array(connection, types.get(i), columns.get(i)));
        }
    }

    private static Array array(Connection connection, String type, List<@Nullable Object> values) throws SQLException {
        @Nullable Object[] sent = new @Nullable Object[values.size()];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = values.get(i) instanceof List<?> texts
                    ? connection.createArrayOf("text", texts.toArray()).toString()
                    : values.get(i);
        }
        return connection.createArrayOf(type, sent);
    }

    private static @Nullable Object stored(@Nullable Object value) {
        // PostgreSQL rounds to microseconds, which could carry an event into the next day.
        return value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MICROS) : value;
    }
}
