package org.geben.query.health;

import java.util.Map;
import java.util.TreeMap;
import org.geben.query.generation.Reading;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Binds a query's SQL to a stretch of time and to the community or one group. In it stand, in braces, what is in scope
 * ({@code contribution in scope} of a {@code c}, {@code member in scope} of an {@code m}, {@code giver in scope} and
 * {@code receiver in scope} of an {@code x}), whether an {@code m} is a program or has left ({@code member left out}), and
 * {@code exchanged}: what each gave to each other in the stretch, in a row or several.
 */
final class Scope {
    private static final String EXCHANGED = """
            SELECT d.group_id, d.giver, d.receiver, d.giver_since, d.receiver_since,
                   d.contributions, d.appreciations, d.to_newcomer
            FROM $.daily d WHERE d.day >= :head AND d.day < :tail AND {day in scope}
            UNION ALL
            SELECT f.group_id, f.giver, f.receiver, (SELECT g.joined_at FROM $.member g WHERE g.id = f.giver),
                   (SELECT r.joined_at FROM $.member r WHERE r.id = f.receiver), f.contributions, f.appreciations,
                   (SELECT count(*) FROM $.member r
                    WHERE r.id = f.receiver AND f.at >= r.joined_at AND f.at < r.joined_at + %s)
            FROM (
                SELECT c.published_at AS at, coalesce(c.group_id, '{nobody}') AS group_id, c.author AS giver,
                       coalesce(answered.author, '{nobody}') AS receiver, 1 AS contributions, 0 AS appreciations
                FROM $.contribution c
                LEFT JOIN $.contribution answered ON answered.id = c.in_reply_to AND answered.author <> c.author
                WHERE (c.published_at >= :from AND c.published_at < :head OR c.published_at >= :tail AND c.published_at < :to)
                  AND NOT c.withdrawn AND NOT c.hidden AND {contribution in scope}
                UNION ALL
                SELECT a.given_at, coalesce(c.group_id, '{nobody}'), a.giver, coalesce(a.receiver, '{nobody}'), 0, 1
                FROM $.appreciation a
                LEFT JOIN $.contribution c ON c.id = a.contribution
                WHERE (a.given_at >= :from AND a.given_at < :head OR a.given_at >= :tail AND a.given_at < :to)
                  AND NOT a.time_inferred AND {contribution in scope}) f
            """.formatted(Newcomers.THIRTY_DAYS);

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
                .replace("{nobody}", Days.NOBODY.toString())
                .replace("{day in scope}", community ? "true" : "d.group_id = :group")
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
