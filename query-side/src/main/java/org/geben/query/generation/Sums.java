package org.geben.query.generation;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By how much the sums of each key change; those that change nothing are left out. Columns of the type {@code bigint}
 * are the sums, the ones before them the key.
 */
public final class Sums extends Buffer {
    private static final String SUM = "bigint";

    private final Map<List<Object>, long[]> changes = new LinkedHashMap<>();
    private final List<Column> key;
    private final List<String> sums;

    Sums(String name, String... columns) {
        super(name, columns);
        this.key =
                columns().stream().filter(column -> !column.type().equals(SUM)).toList();
        this.sums = columns().stream()
                .filter(column -> column.type().equals(SUM))
                .map(Column::name)
                .toList();
    }

    /** @param key in the order of its columns */
    public void add(String sum, long change, Object... key) {
        int at = sums.indexOf(sum);
        if (at < 0 || key.length != this.key.size()) {
            throw new IllegalArgumentException("%s has no sum %s by %d keys.".formatted(name(), sum, key.length));
        }
        changes.computeIfAbsent(List.of(key), absent -> new long[sums.size()])[at] += change;
    }

    @Override
    Collection<@Nullable Object[]> rows() {
        List<@Nullable Object[]> rows = new ArrayList<>(changes.size());
        changes.forEach((keys, amounts) -> {
            if (changesAnything(amounts)) {
                rows.add(row(keys, amounts));
            }
        });
        return rows;
    }

    @Override
    boolean isEmpty() {
        return changes.values().stream().noneMatch(Sums::changesAnything);
    }

    private static boolean changesAnything(long[] amounts) {
        for (long amount : amounts) {
            if (amount != 0) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object[] row(List<Object> keys, long[] amounts) {
        @Nullable Object[] row = new @Nullable Object[keys.size() + amounts.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = i < keys.size() ? keys.get(i) : Long.valueOf(amounts[i - keys.size()]);
        }
        return row;
    }

    @Override
    void clear() {
        changes.clear();
    }

    @Override
    String merged(String table) {
        String by = columnNames(key.stream());
        return "SELECT %s, %s FROM %s GROUP BY %s HAVING %s"
                .formatted(
                        by,
                        sums.stream()
                                .map("sum(%1$s)::bigint AS %1$s"::formatted)
                                .collect(joining(", ")),
                        table,
                        by,
                        sums.stream().map("sum(%s) <> 0"::formatted).collect(joining(" OR ")));
    }
}
