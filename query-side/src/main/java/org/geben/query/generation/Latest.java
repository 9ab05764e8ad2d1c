package org.geben.query.generation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last word about each key, which is the first column. */
public final class Latest extends Buffer {
    private final Map<Object, @Nullable Object[]> rows = new LinkedHashMap<>();

    Latest(String name, String... columns) {
        super(name, columns);
    }

    /** @param others the values of the other columns, in their order */
    public void put(Object key, @Nullable Object... others) {
        rows.put(key, checked(row(key, others)));
    }

    @Override
    Collection<@Nullable Object[]> rows() {
        return rows.values();
    }

    @Override
    void clear() {
        rows.clear();
    }

    @Override
    String merged(String table) {
        return "SELECT DISTINCT ON (%2$s) %1$s FROM %3$s ORDER BY %2$s, ordinal DESC"
                .formatted(columnNames(), columns().getFirst().name(), table);
    }
}
