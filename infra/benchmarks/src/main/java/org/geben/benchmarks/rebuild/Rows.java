package org.geben.benchmarks.rebuild;

import org.geben.benchmarks.DurableDatabase;

/** Two schemas, compared row by row by the server. */
final class Rows {
    private static final String TABLES =
            "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE schemaname = '%s'";
    private static final String DIFFERENCE = """
            SELECT (SELECT row::text
                    FROM ((TABLE %1$s.%3$s EXCEPT TABLE %2$s.%3$s) UNION ALL (TABLE %2$s.%3$s EXCEPT TABLE %1$s.%3$s)) row
                    LIMIT 1)
            """;
    private static final String NONE = "null";

    private Rows() {}

    /** @throws IllegalStateException naming a row that only one of them has */
    static void checkSame(DurableDatabase database, String schema, String other) {
        String tables = database.ask(TABLES.formatted(schema));
        if (!tables.equals(database.ask(TABLES.formatted(other)))) {
            throw new IllegalStateException("%s and %s have not the same tables".formatted(schema, other));
        }
        for (String table : tables.split(" ", -1)) {
            String difference = database.ask(DIFFERENCE.formatted(schema, other, table));
            if (!difference.equals(NONE)) {
                throw new IllegalStateException(
                        "Only one of %s and %s has in its table %s: %s".formatted(schema, other, table, difference));
            }
        }
    }
}
