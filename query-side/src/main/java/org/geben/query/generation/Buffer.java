package org.geben.query.generation;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that handlers gather for one statement. In its SQL they stand as {@code :rows}, a relation named {@code batch}
 * with the buffer's columns and one row of each key at most.
 */
public abstract sealed class Buffer permits Rows, Latest, LatestMoment, Sums {
    private final String name;
    private final List<Column> columns;

    Buffer(String name, String... columns) {
        this.name = name;
        this.columns = Arrays.stream(columns).map(Column::of).toList();
    }

    final String name() {
        return name;
    }

    final List<Column> columns() {
        return columns;
    }

    final String columnNames() {
        return columnNames(columns.stream());
    }

    static String columnNames(Stream<Column> columns) {
        return columns.map(Column::name).collect(joining(", "));
    }

    /** Each with a value for each column, in their order. */
    abstract Collection<@Nullable Object[]> rows();

    abstract void clear();

    /**
     * A query for the same rows from a table that has been given everything the buffer held between two clearings, with
     * a column {@code ordinal} that grows from each row to the next.
     */
    abstract String merged(String table);

    boolean isEmpty() {
        return rows().isEmpty();
    }

    static @Nullable Object[] row(Object first, @Nullable Object... others) {
        @Nullable Object[] row = new @Nullable Object[others.length + 1];
        row[0] = first;
        System.arraycopy(others, 0, row, 1, others.length);
        return row;
    }

    /** The same row, fit to be kept. */
    final @Nullable Object[] checked(@Nullable Object[] row) {
        if (row.length != columns.size()) {
            throw new IllegalArgumentException(
                    "%d values for the %d columns of %s.".formatted(row.length, columns.size(), name));
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = stored(row[i]);
        }
        return row;
    }

    private static @Nullable Object stored(@Nullable Object value) {
        // PostgreSQL rounds to microseconds, which could carry an event into the next day.
        return value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MICROS) : value;
    }
}
