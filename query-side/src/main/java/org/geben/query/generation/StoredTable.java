package org.geben.query.generation;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table as PostgreSQL's catalogue describes it, and how its rows are hashed: by PostgreSQL's binary form of the columns
 * in the order of their names. That form tells null from empty, holds the length of each value, and depends neither on the
 * order of the columns in the table nor on any setting of a session, as the text of a time would.
 *
 * @param columns sorted by name
 */
record StoredTable(String schema, String name, List<Column> columns) {

    StoredTable {
        columns = List.copyOf(columns);
    }

    /**
     * @param identifier quoted where SQL wants it
     * @param builtIn whether its type is PostgreSQL's own; one of the schema has another number in each schema, which
     *     would be in the binary form
     */
    record Column(String name, String identifier, String type, boolean builtIn, boolean key) {
        String from(String alias) {
            return alias + "." + identifier + (builtIn ? "" : "::text");
        }
    }

    /** Keeps all of the schema from being dropped until the transaction ends. */
    static void keep(String schema, JdbcClient client) {
        client.sql("""
                        SELECT 'LOCK TABLE ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
                            || ' IN ACCESS SHARE MODE'
                        FROM pg_tables WHERE schemaname = :schema HAVING count(*) > 0
                        """)
                .param("schema", schema)
                .query(String.class)
                .optional()
                .ifPresent(lock -> client.sql(lock).update());
    }

    /** All of the schema, by name. */
    static Map<String, StoredTable> of(String schema, JdbcClient client) {
        Map<String, StoredTable> tables = new LinkedHashMap<>();
        client.sql("""
                        SELECT c.relname AS table_name, a.attname AS column_name, quote_ident(a.attname) AS identifier,
                               t.typname AS type, t.typnamespace = 'pg_catalog'::regnamespace AS built_in,
                               coalesce(a.attnum = ANY (i.indkey), false) AS key
                        FROM pg_class c
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                        JOIN pg_type t ON t.oid = a.atttypid
                        LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
                        WHERE c.relnamespace = to_regnamespace(:schema) AND c.relkind IN ('r', 'p')
                            AND NOT c.relispartition
                        ORDER BY c.relname, a.attname
                        """).param("schema", schema).query(row -> {
            String name = row.getString("table_name");
            Column column = new Column(
                    row.getString("column_name"),
                    row.getString("identifier"),
                    row.getString("type"),
                    row.getBoolean("built_in"),
                    row.getBoolean("key"));
            tables.merge(name, new StoredTable(schema, name, List.of(column)), (before, next) -> before.with(column));
        });
        return tables;
    }

    private StoredTable with(Column column) {
        return new StoredTable(
                schema, name, Stream.concat(columns.stream(), Stream.of(column)).toList());
    }

    List<Column> key() {
        return columns.stream().filter(Column::key).toList();
    }

    List<Column> withoutKey() {
        return columns.stream().filter(column -> !column.key()).toList();
    }

    String qualified() {
        return schema + ".\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The key, and 32 bytes in the column {@code row_hash}, for each row. */
    String hashes() {
        return "SELECT %s%s AS row_hash FROM %s t"
                .formatted(
                        key().stream().map(column -> column.identifier() + ", ").collect(joining()),
                        "sha256(record_send(ROW(%s)))"
                                .formatted(columns.stream()
                                        .map(column -> column.from("t"))
                                        .collect(joining(", "))),
                        qualified());
    }

    /** Each column as a statement finds it, such as {@code member.handle text}. */
    Stream<String> declarations() {
        return columns.stream().map(column -> "%s.%s %s".formatted(name, column.name(), column.type()));
    }

    /** The names of the columns, which tell whether two tables can be compared. */
    List<String> shape() {
        return columns.stream()
                .map(column -> "%s %s%s".formatted(column.name(), column.type(), column.key() ? " key" : ""))
                .toList();
    }
}
