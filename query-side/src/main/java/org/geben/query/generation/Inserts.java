package org.geben.query.generation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New rows of one table, which no earlier event can have put there. They are in the table before the batch is flushed,
 * so that no statement is needed for them.
 */
public final class Inserts extends Buffer {
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    Inserts(String table, String... columns) {
        super(table, columns);
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
