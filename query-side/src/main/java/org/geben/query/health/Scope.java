package org.geben.query.health;

import java.util.Map;
import java.util.TreeMap;
import org.geben.query.generation.Reading;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Binds a query's SQL to a stretch of time and to the community or one group. In it stand, in braces, what is in scope
 * ({@code contribution in scope} of a {@code c}, {@code member in scope} of an {@code m}), and {@code exchanged}: what
 * each gave to each other in the stretch, in a row or several.
 */
final class Scope {
    private static final String EXCHANGED = """
            SELECT d.group_id, d.giver, d.receiver, d.contributions, d.appreciations
            FROM $.daily d WHERE d.day >= :head AND d.day < :tail AND {day in scope}
            UNION ALL
            SELECT coalesce(c.group_id, '{nobody}'), c.author, coalesce(answered.author, '{nobody}'), 1, 0
            FROM $.contribution c
            LEFT JOIN $.contribution answered ON answered.id = c.in_reply_to AND answered.author <> c.author
            WHERE (c.published_at >= :from AND c.published_at < :head OR c.published_at >= :tail AND c.published_at < :to)
              AND NOT c.withdrawn AND NOT c.hidden AND {contribution in scope}
            UNION ALL
            SELECT coalesce(c.group_id, '{nobody}'), a.giver, coalesce(a.receiver, '{nobody}'), 0, 1
            FROM $.appreciation a
            LEFT JOIN $.contribution c ON c.id = a.contribution
            WHERE (a.given_at >= :from AND a.given_at < :head OR a.given_at >= :tail AND a.given_at < :to)
              AND NOT a.time_inferred AND {contribution in scope}
            """;

    private Scope() {}

    static JdbcClient.StatementSpec of(Reading reading, GetHealth query, String sql) {
        return of(reading, query, Span.of(query), sql);
    }

    static JdbcClient.StatementSpec of(Reading reading, GetHealth query, Span span, String sql) {
        boolean community = query.group() == null;
        JdbcClient.StatementSpec statement = span.bind(reading.sql(sql.replace("{exchanged}", EXCHANGED)
                .replace("{nobody}", Days.NOBODY.toString())
                .replace("{day in scope}", community ? "true" : "d.group_id = :group")
                .replace("{contribution in scope}", community ? "true" : "c.group_id = :group")
                .replace("{member in scope}", community ? "true" : """
                        EXISTS (SELECT 1 FROM $.membership s WHERE s.group_id = :group AND s.member = m.id)""")));
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
