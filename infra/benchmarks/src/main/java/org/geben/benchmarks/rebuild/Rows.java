package org.geben.benchmarks.rebuild;

import java.util.List;
import org.geben.benchmarks.DurableDatabase;

/** Two schemas, compared row by row by the server in all columns that both have. */
final class Rows {
    private static final String COLUMNS_OF_BOTH = """
            SELECT string_agg(shared, ' ')
            FROM (SELECT c.table_name || ':' || string_agg(c.column_name, ',' ORDER BY c.column_name) AS shared
                  FROM information_schema.columns c
                  JOIN information_schema.columns o USING (table_name, column_name, data_type)
                  WHERE c.table_schema = '%s' AND o.table_schema = '%s'
                  GROUP BY c.table_name) t
            """;
    private static final String DIFFERENCE = """
            WITH one AS (SELECT %4$s FROM %1$s.%3$s), other AS (SELECT %4$s FROM %2$s.%3$s)
            SELECT (SELECT row::text
                    FROM ((TABLE one EXCEPT ALL TABLE other) UNION ALL (TABLE other EXCEPT ALL TABLE one)) row LIMIT 1)
            """;
    private static final String NONE = "null";

    private Rows() {}

    /**
     * @param tables that must be in both
     * @throws IllegalStateException naming a row that only one of them has
     */
    static void checkSame(DurableDatabase database, String schema, String other, List<String> tables) {
        List<String> shared =
                List.of(database.ask(COLUMNS_OF_BOTH.formatted(schema, other)).split(" ", -1));
        for (String table : tables) {
            if (shared.stream().noneMatch(one -> one.startsWith(table + ":"))) {
                throw new IllegalStateException("%s and %s share no table %s".formatted(schema, other, table));
            }
        }
        for (String one : shared) {
            String table = one.substring(0, one.indexOf(':'));
            String columns = one.substring(table.length() + 1);
            String difference = database.ask(DIFFERENCE.formatted(schema, other, table, columns));
            if (!difference.equals(NONE)) {
                throw new IllegalStateException(
                        "Only one of %s and %s has in its table %s: %s".formatted(schema, other, table, difference));
            }
        }
    }
}
