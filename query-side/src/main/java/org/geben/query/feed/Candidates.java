package org.geben.query.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.feed.Because.Reason;
import org.geben.query.feed.Sources.Span;
import org.geben.query.generation.Reading;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Finds those who may have a place in a feed, in one state of it. */
final class Candidates {
    /**
     * Those of the source {@code found}, ranked, and whether a kept place is for them, both as of the moment. Replies and
     * appreciations are counted no further than they move an entry; those of programs take nobody's kept place. An OFFSET
     * has the latter looked up for each author, where PostgreSQL may hash all there are.
     */
    private static final String RANKED = """
            SELECT found.id, found.reasons, found.whose, found.published_at,
                   c.published_at + interval '1 minute' * least(1440, 60 * CASE
                       WHEN c.replies = 0 THEN 0
                       WHEN c.in_reply_to IS NULL THEN (SELECT count(*) FROM (
                           SELECT FROM $.contribution r
                           WHERE r.root = c.id AND r.in_reply_to IS NOT NULL AND NOT r.withdrawn AND NOT r.hidden
                             AND r.published_at <= :moment LIMIT 24) counted)
                       ELSE (SELECT count(*) FROM (
                           SELECT FROM $.contribution r
                           WHERE r.in_reply_to = c.id AND NOT r.withdrawn AND NOT r.hidden
                             AND r.published_at <= :moment LIMIT 24) counted)
                       END + 30 * (SELECT count(*) FROM (
                           SELECT FROM $.appreciation p
                           WHERE p.contribution = c.id AND p.given_at <= :moment LIMIT 48) counted))
                       AS ranked_at,
                   is_easily_overlooked AND c.published_at <= m.joined_at + interval '720 hours' AND NOT EXISTS (
                       SELECT 1 FROM $.contribution e
                       WHERE e.author = c.author AND NOT e.withdrawn AND NOT e.hidden
                         AND (e.published_at, e.id) < (c.published_at, c.id)) AS newcomers_first,
                   is_easily_overlooked AND c.kind = 'QUESTION' AND NOT EXISTS (
                       SELECT 1 FROM $.contribution r JOIN $.member other ON other.id = r.author
                       WHERE r.root = c.id AND r.in_reply_to IS NOT NULL AND NOT r.withdrawn AND NOT r.hidden
                         AND r.author <> c.author AND NOT other.automated
                         AND r.published_at <= :moment) AS unanswered_question,
                   is_easily_overlooked AND (m.received = 0 OR NOT EXISTS (
                       SELECT 1 FROM $.appreciation p LEFT JOIN $.member giver ON giver.id = p.giver
                       WHERE p.receiver = c.author AND p.given_at <= :moment
                         AND giver.automated IS NOT TRUE OFFSET 0)) AS never_thanked
            FROM (%s) found
            JOIN $.contribution c ON c.id = found.id
            JOIN $.member m ON m.id = c.author
            CROSS JOIN LATERAL (
                SELECT m.present AND NOT m.automated AND c.author IS DISTINCT FROM CAST(:reader AS uuid)
                       AS is_easily_overlooked) o
            """;

    private static final String OVERLOOKED = """
            SELECT * FROM (%s) ranked WHERE newcomers_first OR unanswered_question OR never_thanked
            ORDER BY published_at DESC, id DESC LIMIT %d
            """;

    private final Reading reading;
    private final GetFeed query;

    Candidates(Reading reading, GetFeed query) {
        this.reading = reading;
        this.query = query;
    }

    /** The newest, or those behind the place. */
    List<Candidate> newest(@Nullable Place after, int most) {
        StatementSpec statement = about(Sources.newest(query.scope(), after == null ? Span.ALL : Span.BEFORE, most));
        if (after != null) {
            statement = statement.param("at", Columns.parameter(after.at())).param("after", after.id());
        }
        return statement
                .query((row, n) -> candidate(row, "published_at", because(row)))
                .list();
    }

    /** The newest of those that may take any place, ranked. */
    List<Candidate> ranked(Progress progress, int most) {
        return about(RANKED.formatted(Sources.newest(query.scope(), Span.WINDOW, most)), progress, progress.since())
                .query(Candidates::rankedCandidate)
                .list();
    }

    /** The newest of those for whom places are kept, among so many before those that may take any place; ranked. */
    List<Candidate> overlooked(Progress progress, int among, int most) {
        String earlier = RANKED.formatted(Sources.newest(query.scope(), Span.EARLIER, among));
        return about(OVERLOOKED.formatted(earlier, most), progress, progress.keptSince())
                .param("until", Columns.parameter(progress.since()))
                .query(Candidates::rankedCandidate)
                .list();
    }

    private StatementSpec about(String sql, Progress progress, Instant since) {
        return about(sql)
                .param("since", Columns.parameter(since))
                .param("moment", Columns.parameter(progress.moment()));
    }

    private StatementSpec about(String sql) {
        return reading.sql(sql).param("reader", query.reader().id()).param("of", Sources.of(query.scope()));
    }

    private static Candidate rankedCandidate(ResultSet row, int n) throws SQLException {
        List<Because> because = new ArrayList<>(because(row));
        for (Reason reason : Reason.values()) {
            if (reason.includes() && row.getBoolean(reason.name().toLowerCase(Locale.ROOT))) {
                because.add(Because.of(reason, null));
            }
        }
        return candidate(row, "ranked_at", because);
    }

    private static Candidate candidate(ResultSet row, String place, List<Because> because) throws SQLException {
        return new Candidate(
                new Place(Columns.time(row, place), Columns.id(row, "id")), Columns.time(row, "published_at"), because);
    }

    private static List<Because> because(ResultSet row) throws SQLException {
        List<String> reasons = Columns.texts(row, "reasons");
        @Nullable UUID[] whose = (UUID[]) row.getArray("whose").getArray();
        List<Because> because = new ArrayList<>();
        for (int i = 0; i < whose.length; i++) {
            because.add(Because.of(Reason.valueOf(reasons.get(i)), whose[i]));
        }
        return because.stream().distinct().toList();
    }
}
