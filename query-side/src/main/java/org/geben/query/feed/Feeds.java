package org.geben.query.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.feed.Because.Reason;
import org.geben.query.feed.InclusiveOrder.Candidate;
import org.geben.query.feed.InclusiveOrder.Ordered;
import org.geben.query.feed.InclusiveOrder.Place;
import org.geben.query.feed.InclusiveOrder.Progress;
import org.geben.query.feed.Sources.Span;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers feeds: first which entries a page has and why, then what these say. */
@Component
final class Feeds {
    private static final String LATEST = "feed";
    private static final String INCLUSIVE = "inclusive";
    private static final Duration WINDOW = Duration.ofDays(30);

    /**
     * Those of the source {@code found}, ranked, and whether a kept place is for them, both as of the moment. Replies and
     * appreciations are counted no further than they move an entry; those of programs take nobody's kept place.
     */
    private static final String RANKED = """
            SELECT found.id, found.reasons, found.whose,
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
                       AS published_at,
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
                         AND giver.automated IS NOT TRUE)) AS never_thanked
            FROM (%s) found
            JOIN $.contribution c ON c.id = found.id
            JOIN $.member m ON m.id = c.author
            CROSS JOIN LATERAL (
                SELECT m.present AND NOT m.automated AND c.author IS DISTINCT FROM CAST(:reader AS uuid)
                       AS is_easily_overlooked) o
            ORDER BY published_at DESC, found.id DESC
            """;

    private final Views views;
    private final InclusiveOrder inclusive;

    Feeds(Views views, FeedSettings settings) {
        this.views = views;
        this.inclusive = new InclusiveOrder(settings.share());
    }

    /** @throws Refusal 404 if the group or member is unknown, 403 if the reader may not read the group */
    GetFeed.Result handle(GetFeed query) {
        return switch (query.order()) {
            case LATEST -> latest(query);
            case INCLUSIVE -> inclusive(query);
        };
    }

    private GetFeed.Result latest(GetFeed query) {
        Page page = query.page();
        @Nullable Place after = Cursor.read(LATEST, page, parts -> Place.read(parts.get(0), parts.get(1)));
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            mustBeReadable(reading, query);
            // One more than the page has tells that there is a next one.
            String newest = Sources.newest(query.scope(), after == null ? Span.ALL : Span.BEFORE, page.limit() + 1);
            JdbcClient.StatementSpec statement = about(query, reading.sql(newest));
            if (after != null) {
                statement = statement.param("at", Columns.parameter(after.at())).param("after", after.id());
            }
            List<Candidate> found = statement.query(Feeds::candidate).list();
            List<Candidate> shown = found.subList(0, Math.min(found.size(), page.limit()));
            Place last = found.size() > page.limit() ? shown.getLast().rank() : null;
            return new GetFeed.Result(
                    entries(reading, query.reader(), shown),
                    last == null ? null : Cursor.write(LATEST, page, last.at(), last.id()),
                    reading.origin());
        });
    }

    private GetFeed.Result inclusive(GetFeed query) {
        Page page = query.page();
        @Nullable Progress after = Cursor.read(INCLUSIVE, page, Progress::read);
        Progress from = after == null ? Progress.begin(views.now(page.asOf())) : after;
        Instant moment = from.moment();
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            mustBeReadable(reading, query);
            String ranked = RANKED.formatted(Sources.newest(query.scope(), Span.WINDOW, InclusiveOrder.MOST));
            List<Candidate> candidates = about(query, reading.sql(ranked))
                    .param("from", Columns.parameter(moment.minus(WINDOW)))
                    .param("moment", Columns.parameter(moment))
                    .query(Feeds::includedCandidate)
                    .list();
            Ordered ordered = inclusive.next(candidates, from, page.limit());
            @Nullable Progress progress = ordered.progress();
            return new GetFeed.Result(
                    entries(reading, query.reader(), ordered.candidates()),
                    progress == null ? null : Cursor.write(INCLUSIVE, page, progress.parts()),
                    reading.origin());
        });
    }

    private static void mustBeReadable(Reading reading, GetFeed query) {
        switch (query.scope()) {
            case GetFeed.Scope.Community community -> {}
            case GetFeed.Scope.OfGroup of -> Visibility.mustRead(reading, query.reader(), of.group());
            case GetFeed.Scope.OfMember of -> Visibility.mustBeAMember(reading, of.member());
            case GetFeed.Scope.Home home -> Visibility.mustBeAMember(reading, home.member());
        }
    }

    private static JdbcClient.StatementSpec about(GetFeed query, JdbcClient.StatementSpec statement) {
        return statement.param("reader", query.reader().id()).param("of", Sources.of(query.scope()));
    }

    private static List<FeedEntry> entries(Reading reading, Reader reader, List<Candidate> candidates) {
        Map<UUID, List<Because>> reasons = new HashMap<>();
        candidates.forEach(candidate -> reasons.put(candidate.rank().id(), candidate.because()));
        return Entries.of(
                        reading,
                        reader,
                        candidates.stream()
                                .map(candidate -> candidate.rank().id())
                                .toList())
                .stream()
                .map(entry -> entry.because(reasons.getOrDefault(entry.id(), List.of())))
                .toList();
    }

    private static Candidate candidate(ResultSet row, int n) throws SQLException {
        return new Candidate(new Place(Columns.time(row, "published_at"), Columns.id(row, "id")), because(row));
    }

    private static Candidate includedCandidate(ResultSet row, int n) throws SQLException {
        List<Because> because = new ArrayList<>(because(row));
        for (Reason reason : Reason.values()) {
            if (reason.includes() && row.getBoolean(reason.name().toLowerCase(Locale.ROOT))) {
                because.add(Because.of(reason, null));
            }
        }
        return new Candidate(new Place(Columns.time(row, "published_at"), Columns.id(row, "id")), because);
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
