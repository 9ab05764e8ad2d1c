package org.geben.query.health;

import java.util.Map;
import java.util.TreeMap;
import org.geben.query.generation.Reading;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Binds a query's SQL to a stretch of time and to the community or one group. In it stand, in braces, what is in scope
 * ({@code contribution in scope} of a {@code c}, {@code member in scope} of an {@code m}, {@code giver in scope} and
 * {@code receiver in scope} of an {@code x}), whether an {@code m} is a program or has left
 * ({@code member left out}), the id that stands for {@code nobody}, and {@code exchanged}: what each gave to each other in
 * the stretch, moment by moment.
 */
final class Scope {
    private static final String EXCHANGED =
            "SELECT * FROM $.given e WHERE e.at >= :from AND e.at < :to AND {exchange in scope}";

    private static final String LEFT_OUT =
            "EXISTS (SELECT FROM $.member gone WHERE gone.id = m.id AND (NOT gone.present OR gone.automated))";

    private static final String OF_GROUP =
            "EXISTS (SELECT FROM $.membership s WHERE s.group_id = :group AND s.member = %s)";

    private Scope() {}

    static JdbcClient.StatementSpec of(Reading reading, GetHealth query, String sql) {
        return of(reading, query, Span.of(query), sql);
    }

    static JdbcClient.StatementSpec of(Reading reading, GetHealth query, Span span, String sql) {
        boolean community = query.group() == null;
        JdbcClient.StatementSpec statement = span.bind(reading.sql(sql.replace("{exchanged}", EXCHANGED)
                .replace("{nobody}", Given.NOBODY.toString())
                .replace("{exchange in scope}", community ? "true" : "e.group_id = :group")
                .replace("{contribution in scope}", community ? "true" : "c.group_id = :group")
                .replace("{member left out}", LEFT_OUT)
                .replace("{member in scope}", community ? "true" : OF_GROUP.formatted("m.id"))
                .replace("{giver in scope}", community ? "true" : OF_GROUP.formatted("x.giver"))
                .replace("{receiver in scope}", community ? "true" : OF_GROUP.formatted("x.receiver"))));
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
