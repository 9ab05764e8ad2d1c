package org.geben.query.feed;

import static org.geben.query.Refusal.notFound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.feed.FeedEntry.InGroup;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers from the feed's tables, each query in one snapshot. */
@Component
final class FeedQueries {
    private static final String KNOWN_GROUP = "(g.access <> 'SECRET' OR %s)".formatted(Reader.BELONGS_TO_GROUP);
    private static final String READ_GROUP = "(g.access = 'OPEN' OR %s)".formatted(Reader.BELONGS_TO_GROUP);

    /** Whether the reader may read the contribution {@code c}: in its own group {@code g}, or in one that it is shared with. */
    private static final String READABLE = """
            (c.group_id IS NULL OR %s
             OR EXISTS (SELECT 1 FROM $.share h JOIN $.community_group g ON g.id = h.group_id
                        WHERE h.contribution = c.id AND %s))""".formatted(READ_GROUP, READ_GROUP);

    private static final String VISIBLE = " NOT c.withdrawn AND NOT c.hidden AND " + READABLE;

    private static final String ENTRY = """
            SELECT c.id, c.kind, c.author, m.handle, m.name, m.present, g.id AS group_id, g.name AS group_name,
                   c.withdrawn, c.hidden, c.format, c.featured, c.language,
                   CASE WHEN NOT c.hidden THEN c.title END AS title, CASE WHEN NOT c.hidden THEN c.text END AS text,
                   CASE WHEN c.hidden THEN '{}' ELSE c.tags END AS tags,
                   CASE WHEN c.hidden THEN '{}' ELSE c.links END AS links,
                   CASE WHEN c.hidden THEN '{}' ELSE c.mentions END AS mentions,
                   c.in_reply_to, c.root, c.published_at, c.revised_at, c.replies,
                   (SELECT a.id FROM $.contribution a
                    WHERE a.id = c.accepted_answer AND NOT a.withdrawn AND NOT a.hidden) AS accepted_answer,
                   %s AS group_known, %s AS readable
            FROM $.contribution c
            JOIN $.member m ON m.id = c.author
            LEFT JOIN $.community_group g ON g.id = c.group_id
            """.formatted(KNOWN_GROUP, READABLE);

    /** Threads of the group, and what is shared with it, each by an index of its own. */
    private static final String IN_GROUP = """
             WHERE c.id IN (
                 (SELECT c.id FROM $.contribution c
                  WHERE c.group_id = :id AND c.in_reply_to IS NULL AND NOT c.withdrawn AND NOT c.hidden {rest})
                 UNION ALL
                 (SELECT c.id FROM $.share h JOIN $.contribution c ON c.id = h.contribution
                  WHERE h.group_id = :id AND c.in_reply_to IS NULL AND NOT c.withdrawn AND NOT c.hidden {rest}))
            """;

    private static final String BEFORE = " AND (c.published_at, c.id) < (:at, :after)";
    private static final String AFTER = " AND (c.published_at, c.id) > (:at, :after)";
    private static final String NEWEST_FIRST = " ORDER BY c.published_at DESC, c.id DESC LIMIT :limit";
    private static final String OLDEST_FIRST = " ORDER BY c.published_at, c.id LIMIT :limit";

    private final Views views;

    FeedQueries(Views views) {
        this.views = views;
    }

    /** @throws Refusal 404 if the group or member is unknown, 403 if the reader may not read the group */
    GetFeed.Result handle(GetFeed query) {
        Page page = query.page();
        @Nullable Place after = Place.read("feed", page);
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            List<FeedEntry> entries =
                    entries(page, after, among(reading, query, (after == null ? "" : BEFORE) + NEWEST_FIRST));
            return new GetFeed.Result(shown(reading, entries, page), next("feed", entries, page), reading.origin());
        });
    }

    /** @throws Refusal 404 if the contribution is unknown, 403 if the reader may not read its group */
    GetContribution.Result handle(GetContribution query) {
        Page page = query.page();
        @Nullable Place after = Place.read("replies", page);
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            FeedEntry contribution = contribution(reading, query);
            String beneath = contribution.inReplyTo() == null ? "c.root" : "c.in_reply_to";
            List<FeedEntry> replies = entries(
                    page,
                    after,
                    reading.sql(ENTRY
                                    + " WHERE c.in_reply_to IS NOT NULL AND"
                                    + VISIBLE
                                    + " AND "
                                    + beneath
                                    + " = :id"
                                    + (after == null ? "" : AFTER)
                                    + OLDEST_FIRST)
                            .param("id", query.id())
                            .param("reader", query.reader().id()));
            return new GetContribution.Result(
                    appreciated(reading, List.of(contribution)).getFirst(),
                    shown(reading, replies, page),
                    next("replies", replies, page),
                    reading.origin());
        });
    }

    /** @throws Refusal 404 if the member is unknown */
    GetMember.Result handle(GetMember query) {
        return views.read(
                FeedProjection.NAME,
                query.asOf(),
                reading -> reading.sql("""
                        SELECT id, handle, name, about, automated, present, joined_at, contributions, given, received
                        FROM $.member WHERE id = :id
                        """)
                        .param("id", query.id())
                        .query((row, n) -> new GetMember.Result(
                                Columns.id(row, "id"),
                                row.getString("handle"),
                                row.getString("name"),
                                row.getString("about"),
                                row.getBoolean("automated"),
                                row.getBoolean("present"),
                                Columns.time(row, "joined_at"),
                                new GetMember.Counts(
                                        row.getLong("contributions"), row.getLong("given"), row.getLong("received")),
                                reading.origin()))
                        .optional()
                        .orElseThrow(FeedQueries::memberUnknown));
    }

    /** @throws Refusal 404 if the group is unknown, as a secret one is to those who are not in it */
    GetGroup.Result handle(GetGroup query) {
        return views.read(
                FeedProjection.NAME,
                query.asOf(),
                reading -> reading.sql("""
                        SELECT id, name, purpose, access, posting, archived, members
                        FROM $.community_group g WHERE id = :id AND""" + KNOWN_GROUP)
                        .param("id", query.id())
                        .param("reader", query.reader().id())
                        .query((row, n) -> new GetGroup.Result(
                                Columns.id(row, "id"),
                                row.getString("name"),
                                row.getString("purpose"),
                                row.getString("access"),
                                row.getString("posting"),
                                row.getBoolean("archived"),
                                row.getLong("members"),
                                reading.origin()))
                        .optional()
                        .orElseThrow(FeedQueries::groupUnknown));
    }

    private static JdbcClient.StatementSpec among(Reading reading, GetFeed query, String rest) {
        Reader reader = query.reader();
        JdbcClient.StatementSpec found = switch (query.scope()) {
            case GetFeed.Scope.Community community ->
                reading.sql(ENTRY + " WHERE c.in_reply_to IS NULL AND" + VISIBLE + rest);
            case GetFeed.Scope.OfGroup of -> {
                mustRead(reading, reader, of.group());
                yield reading.sql(ENTRY + IN_GROUP.replace("{rest}", rest) + NEWEST_FIRST)
                        .param("id", of.group());
            }
            case GetFeed.Scope.OfMember of -> {
                exists(reading, "SELECT 1 FROM $.member WHERE id = :id", of.member(), memberUnknown());
                yield reading.sql(ENTRY + " WHERE c.author = :id AND" + VISIBLE + rest)
                        .param("id", of.member());
            }
        };
        return found.param("reader", reader.id());
    }

    private static void mustRead(Reading reading, Reader reader, UUID group) {
        boolean read = reading.sql(
                        "SELECT %s FROM $.community_group g WHERE g.id = :id AND %s".formatted(READ_GROUP, KNOWN_GROUP))
                .param("id", group)
                .param("reader", reader.id())
                .query(Boolean.class)
                .optional()
                .orElseThrow(FeedQueries::groupUnknown);
        if (!read) {
            throw notAMember();
        }
    }

    private static void exists(Reading reading, String sql, UUID id, Refusal otherwise) {
        if (reading.sql(sql).param("id", id).query(Integer.class).optional().isEmpty()) {
            throw otherwise;
        }
    }

    private static FeedEntry contribution(Reading reading, GetContribution query) {
        return reading.sql(ENTRY + " WHERE c.id = :id")
                .param("id", query.id())
                .param("reader", query.reader().id())
                .query((row, n) -> {
                    if (!row.getBoolean("readable")) {
                        throw row.getBoolean("group_known") ? notAMember() : contributionUnknown();
                    }
                    return entry(row, n);
                })
                .optional()
                .orElseThrow(FeedQueries::contributionUnknown);
    }

    /** The page's entries and one more, if there is one: it tells that there is a next page. */
    private static List<FeedEntry> entries(Page page, @Nullable Place after, JdbcClient.StatementSpec statement) {
        statement = statement.param("limit", page.limit() + 1);
        if (after != null) {
            statement = statement.param("at", Columns.parameter(after.at)).param("after", after.id);
        }
        return statement.query(FeedQueries::entry).list();
    }

    private static List<FeedEntry> shown(Reading reading, List<FeedEntry> found, Page page) {
        return appreciated(reading, found.subList(0, Math.min(found.size(), page.limit())));
    }

    private static List<FeedEntry> appreciated(Reading reading, List<FeedEntry> entries) {
        Map<UUID, Map<String, Long>> counts = new HashMap<>();
        reading.sql("SELECT contribution, kind, appreciations FROM $.appreciation_count WHERE contribution = ANY(:ids)")
                .param("ids", entries.stream().map(FeedEntry::id).toArray(UUID[]::new))
                .query(row -> {
                    counts.computeIfAbsent(Columns.id(row, "contribution"), id -> new TreeMap<>())
                            .put(row.getString("kind"), row.getLong("appreciations"));
                });
        return entries.stream()
                .map(entry -> entry.with(counts.getOrDefault(entry.id(), Map.of())))
                .toList();
    }

    private static @Nullable String next(String kind, List<FeedEntry> found, Page page) {
        if (found.size() <= page.limit()) {
            return null;
        }
        FeedEntry last = found.get(page.limit() - 1);
        return Cursor.write(kind, page, last.publishedAt(), last.id());
    }

    private static FeedEntry entry(ResultSet row, int n) throws SQLException {
        UUID group = Columns.optionalId(row, "group_id");
        return new FeedEntry(
                Columns.id(row, "id"),
                row.getString("kind"),
                new Author(
                        Columns.id(row, "author"),
                        row.getString("handle"),
                        row.getString("name"),
                        row.getBoolean("present")),
                group == null || !row.getBoolean("group_known")
                        ? null
                        : new InGroup(group, row.getString("group_name")),
                row.getString("title"),
                row.getString("text"),
                row.getString("format"),
                Columns.texts(row, "tags"),
                row.getString("language"),
                Columns.texts(row, "links"),
                Columns.texts(row, "mentions"),
                Columns.optionalId(row, "in_reply_to"),
                Columns.id(row, "root"),
                Columns.time(row, "published_at"),
                Columns.optionalTime(row, "revised_at"),
                row.getBoolean("withdrawn"),
                row.getBoolean("hidden"),
                row.getBoolean("featured"),
                row.getLong("replies"),
                Map.of(),
                Columns.optionalId(row, "accepted_answer"));
    }

    private static Refusal contributionUnknown() {
        return notFound("CONTRIBUTION_UNKNOWN", "There is no such contribution.");
    }

    private static Refusal notAMember() {
        return new Refusal(
                403,
                "GROUP_MEMBERSHIP_REQUIRED",
                "Only members of the group read what is said in it: ask to be let in, and name the member in Geben-Actor.",
                null);
    }

    private static Refusal memberUnknown() {
        return notFound("MEMBER_UNKNOWN", "There is no such member.");
    }

    private static Refusal groupUnknown() {
        return notFound("GROUP_UNKNOWN", "There is no such group.");
    }

    /** The last entry of the page before. */
    private record Place(Instant at, UUID id) {
        static @Nullable Place read(String kind, Page page) {
            return Cursor.read(
                    kind,
                    page,
                    parts ->
                            new Place(Parameters.storable(Instant.parse(parts.get(0))), UUID.fromString(parts.get(1))));
        }
    }
}
