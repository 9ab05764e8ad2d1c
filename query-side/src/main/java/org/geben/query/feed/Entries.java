package org.geben.query.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.feed.FeedEntry.InGroup;
import org.geben.query.generation.Reading;
import org.jspecify.annotations.Nullable;

/** Reads contributions as they are shown. */
final class Entries {
    /** All that is shown of the contribution {@code c} but what it was appreciated for. */
    static final String ENTRY = """
            SELECT c.id, c.kind, c.author, m.handle, m.name, m.present, g.id AS group_id, g.name AS group_name,
                   c.withdrawn, c.hidden, c.format, c.featured, c.language,
                   CASE WHEN NOT c.hidden THEN c.title END AS title, CASE WHEN NOT c.hidden THEN c.text END AS text,
                   CASE WHEN c.hidden THEN '{}' ELSE c.tags END AS tags,
                   CASE WHEN c.hidden THEN '{}' ELSE c.links END AS links,
                   CASE WHEN c.hidden THEN '{}' ELSE c.mentions END AS mentions,
                   c.in_reply_to, c.root, c.published_at, c.revised_at, c.revision,
                   CASE WHEN %3$s THEN c.replies ELSE 0 END AS replies,
                   (SELECT a.id FROM $.contribution a
                    WHERE a.id = c.accepted_answer AND NOT a.withdrawn AND NOT a.hidden AND %3$s) AS accepted_answer,
                   %1$s AS group_known, %2$s AS readable
            FROM $.contribution c
            JOIN $.member m ON m.id = c.author
            LEFT JOIN $.community_group g ON g.id = c.group_id
            """.formatted(
                    Visibility.KNOWN_GROUP,
                    Visibility.READABLE,
                    // What is shared leaves its replies behind.
                    "(c.group_id IS NULL OR %s)".formatted(Visibility.READ_GROUP));

    private Entries() {}

    /** Those with the ids, in their order. */
    static List<FeedEntry> of(Reading reading, Reader reader, List<UUID> ids) {
        Map<UUID, FeedEntry> found = new HashMap<>();
        reading.sql(ENTRY + " WHERE c.id = ANY(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .param("reader", reader.id())
                .query(Entries::entry)
                .list()
                .forEach(entry -> found.put(entry.id(), entry));
        return appreciated(
                reading, ids.stream().filter(found::containsKey).map(found::get).toList());
    }

    /**
     * The one with the id, without what it was appreciated for.
     *
     * @throws Refusal 404 if it is unknown, 403 if the reader may not read its group
     */
    static FeedEntry readable(Reading reading, Reader reader, UUID id) {
        return reading.sql(ENTRY + " WHERE c.id = :id")
                .param("id", id)
                .param("reader", reader.id())
                .query((row, n) -> {
                    if (!row.getBoolean("readable")) {
                        throw row.getBoolean("group_known")
                                ? Visibility.notAMember()
                                : Visibility.contributionUnknown();
                    }
                    return entry(row, n);
                })
                .optional()
                .orElseThrow(Visibility::contributionUnknown);
    }

    /** The same, with what they were appreciated for. */
    static List<FeedEntry> appreciated(Reading reading, List<FeedEntry> entries) {
        if (entries.isEmpty()) {
            return entries;
        }
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

    static FeedEntry entry(ResultSet row, int n) throws SQLException {
        @Nullable UUID group = Columns.optionalId(row, "group_id");
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
                row.getLong("revision"),
                row.getBoolean("withdrawn"),
                row.getBoolean("hidden"),
                row.getBoolean("featured"),
                row.getLong("replies"),
                Map.of(),
                Columns.optionalId(row, "accepted_answer"),
                List.of());
    }
}
