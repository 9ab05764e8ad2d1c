package org.geben.query.generation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for one statement, as they come. */
public final class Rows extends Buffer {
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    Rows(String name, String... columns) {
        super(name, columns);
    }

    /**
     * Rows that a flush itself gathers: few, for they are in memory even where the batch is the whole log.
     *
     * @param columns each a name and its PostgreSQL type, such as {@code "id uuid"}
     */
    public static Rows of(String... columns) {
        return new Rows("batch", columns);
    }

    /** @param values in the order of the columns */
    public void add(@Nullable Object... values) {
        rows.add(checked(values));
    }

    @Override
    Collection<@Nullable Object[]> rows() {
        return rows;
    }

    @Override
    void clear() {
        rows.clear();
    }

    @Override
    String merged(String table) {
        return "SELECT %s FROM %s".formatted(columnNames(), table);
    }
}
