package org.geben.query.health;

import java.util.Map;
import java.util.TreeMap;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Binds a query's SQL to the window and to the community or one group. */
final class Scope {
    private Scope() {}

    static JdbcClient.StatementSpec of(Reading reading, GetHealth query, String sql) {
        boolean community = query.group() == null;
        JdbcClient.StatementSpec statement = reading.sql(
                        sql.replace("{contribution in scope}", community ? "true" : "c.group_id = :group")
                                .replace("{member in scope}", community ? "true" : """
                                        EXISTS (SELECT 1 FROM $.membership s
                                                WHERE s.group_id = :group AND s.member = m.id)"""))
                .param("from", Columns.parameter(query.from()))
                .param("to", Columns.parameter(query.to()));
        return community ? statement : statement.param("group", query.group());
    }

    /** The counts of a one-row answer that are not zero, by the names of their columns. */
    static Map<String, Long> leftOut(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, n) -> {
                    Map<String, Long> counts = new TreeMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        if (row.getLong(i) > 0) {
                            counts.put(row.getMetaData().getColumnLabel(i), row.getLong(i));
                        }
                    }
                    return counts;
                })
                .single();
    }
}
