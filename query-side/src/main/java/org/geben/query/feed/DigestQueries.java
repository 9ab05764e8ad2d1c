package org.geben.query.feed;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.feed.GetDigest.Counts;
import org.geben.query.feed.GetDigest.Window;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers what a week has brought: it costs as much as happened in that week. */
@Component
final class DigestQueries {
    private static final String CONTRIBUTIONS = """
            SELECT c.kind, count(*) AS number
            FROM $.contribution c LEFT JOIN $.community_group g ON g.id = c.group_id
            WHERE c.published_at >= :from AND c.published_at < :to AND %s GROUP BY c.kind
            """.formatted(Visibility.VISIBLE);

    private static final String APPRECIATIONS = """
            SELECT p.kind, count(*) AS number
            FROM $.appreciation p LEFT JOIN $.contribution c ON c.id = p.contribution
            LEFT JOIN $.community_group g ON g.id = c.group_id
            WHERE p.given_at >= :from AND p.given_at < :to AND NOT p.time_inferred
              AND (p.contribution IS NULL OR (%s)) GROUP BY p.kind
            """.formatted(Visibility.VISIBLE);

    private static final String THREADS = """
            SELECT c.id FROM (
                SELECT id, count(*) AS number FROM (
                    SELECT r.root AS id FROM $.contribution r
                    WHERE r.published_at >= :from AND r.published_at < :to AND r.in_reply_to IS NOT NULL
                      AND NOT r.withdrawn AND NOT r.hidden
                    UNION ALL
                    SELECT r.root FROM $.appreciation p JOIN $.contribution r ON r.id = p.contribution
                    WHERE p.given_at >= :from AND p.given_at < :to AND NOT p.time_inferred
                      AND NOT r.withdrawn AND NOT r.hidden
                ) talk GROUP BY id
            ) talked
            JOIN $.contribution c ON c.id = talked.id LEFT JOIN $.community_group g ON g.id = c.group_id
            WHERE %s ORDER BY talked.number DESC, c.published_at DESC, c.id DESC LIMIT 5
            """.formatted(Visibility.VISIBLE);

    private static final String UNANSWERED = """
            SELECT c.id, count(*) OVER () AS number
            FROM $.contribution c LEFT JOIN $.community_group g ON g.id = c.group_id
            WHERE c.published_at >= :from AND c.published_at < :to AND c.in_reply_to IS NULL AND c.kind = 'QUESTION'
              AND NOT EXISTS (
                  SELECT 1 FROM $.contribution r JOIN $.member other ON other.id = r.author
                  WHERE r.root = c.id AND r.in_reply_to IS NOT NULL AND NOT r.withdrawn AND NOT r.hidden
                    AND r.author <> c.author AND NOT other.automated)
              AND %s
            ORDER BY c.published_at, c.id LIMIT 10
            """.formatted(Visibility.VISIBLE);

    private static final String NEW_MEMBERS = """
            SELECT m.id, m.handle, m.name, m.present, count(*) OVER () AS number FROM $.member m
            WHERE m.joined_at >= :from AND m.joined_at < :to AND m.present AND NOT m.automated
            ORDER BY m.joined_at, m.id LIMIT 20
            """;

    private final Views views;

    DigestQueries(Views views) {
        this.views = views;
    }

    GetDigest.Result handle(GetDigest query) {
        Week week = Week.named(query.week(), views.now(query.asOf()), query.zone());
        return views.read(FeedProjection.NAME, query.asOf(), reading -> {
            long[] newcomers = {0};
            List<Author> newMembers = statement(reading, NEW_MEMBERS, week, query)
                    .query((row, n) -> {
                        newcomers[0] = row.getLong("number");
                        return new Author(
                                Columns.id(row, "id"),
                                row.getString("handle"),
                                row.getString("name"),
                                row.getBoolean("present"));
                    })
                    .list();
            long[] waiting = {0};
            List<UUID> unanswered = statement(reading, UNANSWERED, week, query)
                    .query((row, n) -> {
                        waiting[0] = row.getLong("number");
                        return Columns.id(row, "id");
                    })
                    .list();
            List<UUID> threads = statement(reading, THREADS, week, query)
                    .query((row, n) -> Columns.id(row, "id"))
                    .list();
            return new GetDigest.Result(
                    week.name(),
                    new Window(week.from(), week.to(), week.zone()),
                    new Counts(
                            byKind(statement(reading, CONTRIBUTIONS, week, query)),
                            byKind(statement(reading, APPRECIATIONS, week, query)),
                            newcomers[0],
                            waiting[0]),
                    Entries.of(reading, query.reader(), threads),
                    newMembers,
                    Entries.of(reading, query.reader(), unanswered),
                    reading.origin());
        });
    }

    private static JdbcClient.StatementSpec statement(Reading reading, String sql, Week week, GetDigest query) {
        return reading.sql(sql)
                .param("from", Columns.parameter(week.from()))
                .param("to", Columns.parameter(week.to()))
                .param("reader", query.reader().id());
    }

    private static Map<String, Long> byKind(JdbcClient.StatementSpec counted) {
        Map<String, Long> counts = new TreeMap<>();
        counted.query(row -> {
            counts.put(row.getString("kind"), row.getLong("number"));
        });
        return counts;
    }
}
