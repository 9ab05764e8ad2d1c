package org.geben.query.generation;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.geben.query.Columns;
import org.geben.query.generation.ComparedTable.Difference;
import org.geben.query.generation.ComparedTable.DifferingRow;
import org.geben.query.generation.ComparedTable.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares two generations within one snapshot: each table by its number of rows and a checksum; only where these differ,
 * row by row.
 */
final class Comparison {
    private static final int FIRST = 10;
    private static final TypeReference<Map<String, @Nullable Object>> KEY = new TypeReference<>() {};

    private final JdbcClient client;
    private final JsonMapper json = JsonMapper.shared();

    Comparison(JdbcTemplate snapshot) {
        this.client = JdbcClient.create(snapshot);
    }

    /** Every table that either of them has, by name. */
    List<ComparedTable> of(Generation live, Generation fresh) {
        Map<String, StoredTable> actual = StoredTable.of(live.schema(), client);
        Map<String, StoredTable> expected = StoredTable.of(fresh.schema(), client);
        TreeSet<String> names = new TreeSet<>(actual.keySet());
        names.addAll(expected.keySet());
        List<ComparedTable> compared = new ArrayList<>();
        for (String name : names) {
            compared.add(compare(name, actual.get(name), expected.get(name)));
        }
        return compared;
    }

    private ComparedTable compare(String name, @Nullable StoredTable actual, @Nullable StoredTable expected) {
        if (actual == null) {
            return new ComparedTable(name, 0, "", misshapen("The live generation lacks this table."));
        }
        TableSum sum = TableSum.of(actual, client);
        return new ComparedTable(name, sum.rows(), sum.checksum(), difference(actual, sum, expected));
    }

    private @Nullable Difference difference(StoredTable actual, TableSum sum, @Nullable StoredTable expected) {
        if (expected == null) {
            return misshapen("Only the live generation has this table.");
        }
        if (!actual.shape().equals(expected.shape())) {
            return misshapen("The live generation has other columns in this table.");
        }
        if (sum.equals(TableSum.of(expected, client))) {
            return null;
        }
        return actual.key().isEmpty() ? byHash(actual, expected) : byKey(actual, expected);
    }

    private static Difference misshapen(String sentence) {
        return new Difference(sentence, 0, 0, 0, List.of());
    }

    private Difference byKey(StoredTable actual, StoredTable expected) {
        String differing = """
                FROM (%s) AS live FULL JOIN (%s) AS fresh USING (%s)
                WHERE live.row_hash IS DISTINCT FROM fresh.row_hash
                """.formatted(actual.hashes(), expected.hashes(), key(actual));
        return client.sql("""
                        SELECT count(*) FILTER (WHERE live.row_hash IS NULL) AS missing,
                               count(*) FILTER (WHERE fresh.row_hash IS NULL) AS surplus,
                               count(*) FILTER (WHERE live.row_hash <> fresh.row_hash) AS changed
                        """ + differing)
                .query((row, n) -> difference(row, first(actual, expected, differing)))
                .single();
    }

    private List<DifferingRow> first(StoredTable actual, StoredTable expected, String differing) {
        String key = key(actual);
        return client.sql("""
                        SELECT jsonb_build_object(%s)::text AS key, fault, array_remove(ARRAY[%s]::text[], NULL) AS columns
                        FROM (
                            SELECT %s, CASE WHEN live.row_hash IS NULL THEN 'MISSING'
                                            WHEN fresh.row_hash IS NULL THEN 'SURPLUS' ELSE 'CHANGED' END AS fault
                            %s
                            ORDER BY %s LIMIT %d
                        ) AS differing
                        LEFT JOIN %s AS live USING (%s)
                        LEFT JOIN %s AS fresh USING (%s)
                        ORDER BY %s
                        """.formatted(
                        actual.key().stream()
                                .map(column -> "'%s', %s".formatted(literal(column.name()), column.identifier()))
                                .collect(joining(", ")),
                        actual.withoutKey().stream()
                                .map(Comparison::ifItDiffers)
                                .collect(joining(", ")),
                        key,
                        differing,
                        key,
                        FIRST,
                        actual.qualified(),
                        key,
                        expected.qualified(),
                        key,
                        key))
                .query(this::row)
                .list();
    }

    private static String key(StoredTable table) {
        return table.key().stream().map(StoredTable.Column::identifier).collect(joining(", "));
    }

    private static String ifItDiffers(StoredTable.Column column) {
        return "CASE WHEN fault = 'CHANGED' AND record_send(ROW(%s)) <> record_send(ROW(%s)) THEN '%s' END"
                .formatted(column.from("live"), column.from("fresh"), literal(column.name()));
    }

    private static String literal(String name) {
        return name.replace("'", "''");
    }

    private DifferingRow row(ResultSet row, int n) throws SQLException {
        return new DifferingRow(
                json.readValue(row.getString("key"), KEY),
                Kind.valueOf(row.getString("fault")),
                Columns.texts(row, "columns"));
    }

    /** Where nothing tells rows apart but their contents, they can be counted only. */
    private Difference byHash(StoredTable actual, StoredTable expected) {
        String only = "(SELECT count(*) FROM (%s EXCEPT ALL %s) AS only_there)";
        return client.sql("SELECT %s AS missing, %s AS surplus, 0 AS changed"
                        .formatted(
                                only.formatted(expected.hashes(), actual.hashes()),
                                only.formatted(actual.hashes(), expected.hashes())))
                .query((row, n) -> difference(row, List.of()))
                .single();
    }

    private static Difference difference(ResultSet counts, List<DifferingRow> first) throws SQLException {
        return new Difference(
                null, counts.getLong("missing"), counts.getLong("surplus"), counts.getLong("changed"), first);
    }
}
