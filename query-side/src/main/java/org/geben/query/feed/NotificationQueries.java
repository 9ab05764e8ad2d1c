package org.geben.query.feed;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.inbox.InboxId;
import org.geben.kernel.member.MemberId;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.feed.GetNotifications.About;
import org.geben.query.feed.GetNotifications.Kind;
import org.geben.query.feed.GetNotifications.Notification;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds notifications when they are asked for: none is written for its receiver. What is liked a thousand times is one of
 * them. Each kind is read by an index of its own, no further than the page.
 */
@Component
final class NotificationQueries {
    private static final String LIST = "notifications";
    private static final int MOST_UNSEEN = 100;

    /** Among them those are looked for who are told of by name; imports do not know all. */
    private static final int NEWEST = 100;

    private static final int MOST_THANKS = 1000;

    /**
     * Of what a contribution was appreciated for in one way the view keeps how often and when last. Of how often a member was
     * thanked it keeps nothing, and no more than so many are counted.
     */
    private static final String FOUND = """
            (SELECT 'ANSWERED' AS kind, 'answered.' || a.reply AS key, a.published_at AS at, a.position,
                    a.reply AS contribution, NULL AS appreciation, c.author AS by_member, 1 AS number
             FROM $.answer a JOIN $.contribution c ON c.id = a.reply
             WHERE a.answered = :reader AND {visible} {span a.published_at, 'answered.' || a.reply})
            UNION ALL
            (SELECT 'MENTIONED', 'mentioned.' || n.contribution, n.mentioned_at, n.position,
                    n.contribution, NULL, c.author, 1
             FROM $.mention n JOIN $.contribution c ON c.id = n.contribution
             WHERE n.member = :reader AND c.author <> :reader AND CAST(:reader AS text) = ANY (c.mentions)
               AND NOT EXISTS (SELECT 1 FROM $.answer a WHERE a.reply = c.id AND a.answered = :reader)
               AND {visible} {span n.mentioned_at, 'mentioned.' || n.contribution})
            UNION ALL
            (SELECT 'APPRECIATED', 'appreciated.' || n.contribution || '.' || n.kind, n.last_at, n.position,
                    n.contribution, n.kind, NULL, n.appreciations
             FROM $.appreciation_count n JOIN $.contribution c ON c.id = n.contribution
             WHERE n.receiver = :reader AND {visible}
               {span n.last_at, 'appreciated.' || n.contribution || '.' || n.kind})
            UNION ALL
            (SELECT 'APPRECIATED', 'appreciated.' || k.kind, p.at, p.position, NULL, k.kind, NULL, p.number
             FROM unnest(ARRAY[{kinds}]) k(kind) CROSS JOIN LATERAL (
                 SELECT max(newest.given_at) AS at, max(newest.position) AS position, count(*) AS number FROM (
                     SELECT d.given_at, d.position FROM $.appreciation d
                     WHERE d.receiver = :reader AND d.contribution IS NULL AND d.kind = k.kind
                     ORDER BY d.given_at DESC, d.id DESC LIMIT {most}) newest
             ) p
             WHERE p.number > 0 {span p.at, 'appreciated.' || k.kind})
            UNION ALL
            (SELECT 'FEATURED', 'featured.' || c.id, c.featured_at, c.featured_position, c.id, NULL, c.featured_by, 1
             FROM $.contribution c
             WHERE c.author = :reader AND c.featured AND {visible} {span c.featured_at, 'featured.' || c.id})
            UNION ALL
            (SELECT 'WELCOMED', 'welcomed', m.welcomed_at, m.welcomed_position, NULL, NULL, m.welcomed_by, 1
             FROM $.member m
             WHERE m.id = :reader AND m.welcomed_at IS NOT NULL {span m.welcomed_at, 'welcomed'})
            """.replace("{visible}", Visibility.VISIBLE_IN_PASSING)
            .replace("{most}", Integer.toString(MOST_THANKS))
            .replace(
                    "{kinds}",
                    Arrays.stream(AppreciationKind.values())
                            .map("'%s'"::formatted)
                            .collect(joining(", ")));

    private static final String NEWEST_FIRST = "ORDER BY at DESC, key COLLATE \"C\" DESC LIMIT %d";

    private static final String ENTRY = """
            SELECT f.kind, f.key, f.at, f.position, f.appreciation, f.number, c.id, c.kind AS contribution_kind, c.title, c.root,
                   CASE WHEN f.by_member IS NOT NULL THEN ARRAY[f.by_member]
                        WHEN f.contribution IS NOT NULL THEN ARRAY(
                            SELECT p.giver FROM (
                                SELECT p.giver, p.given_at, p.id FROM $.appreciation p
                                WHERE p.contribution = f.contribution AND p.kind = f.appreciation
                                ORDER BY p.given_at DESC, p.id DESC LIMIT {newest}) p
                            WHERE p.giver IS NOT NULL ORDER BY p.given_at DESC, p.id DESC LIMIT 3)
                        ELSE ARRAY(
                            SELECT p.giver FROM (
                                SELECT p.giver, p.given_at FROM $.appreciation p
                                WHERE p.receiver = :reader AND p.contribution IS NULL AND p.kind = f.appreciation
                                ORDER BY p.given_at DESC, p.id DESC LIMIT {newest}) p
                            WHERE p.giver IS NOT NULL
                            GROUP BY p.giver ORDER BY max(p.given_at) DESC, p.giver LIMIT 3) END AS by_members
            FROM (SELECT * FROM (%s) found %s) f
            LEFT JOIN $.contribution c ON c.id = f.contribution
            ORDER BY f.at DESC, f.key COLLATE "C" DESC
            """.replace("{newest}", Integer.toString(NEWEST));

    /** Each kind by itself, so that none hides another; what came late stands among what has been seen. */
    private static final String UNSEEN = """
            SELECT kind, least(count(*), %d) AS number FROM (%s) newest
            WHERE at > :seen OR position > :position GROUP BY kind
            """;

    private final Views views;

    NotificationQueries(Views views) {
        this.views = views;
    }

    /** @throws Refusal 403 if the reader is somebody else; without a reader it is the operator; 404 if there is no such member */
    GetNotifications.Result handle(GetNotifications query) {
        UUID member = query.member();
        if (query.reader().id() != null && !member.equals(query.reader().id())) {
            throw new Refusal(
                    403,
                    "NOTIFICATIONS_OF_ANOTHER",
                    "Members read their own notifications, and nobody else's.",
                    Reader.HEADER);
        }
        Page page = query.page();
        @Nullable Place after = Cursor.read(LIST, page, Place::read);
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            Visibility.mustBeAMember(reading, member);
            Mark seen = seenUpTo(reading, member);
            List<Found> found = newest(reading, member, after, page.limit() + 1);
            List<Found> shown = found.subList(0, Math.min(found.size(), page.limit()));
            Found last = found.size() > page.limit() ? shown.getLast() : null;
            return new GetNotifications.Result(
                    told(reading, member, shown, seen),
                    unseen(reading, member, seen),
                    last == null ? null : Cursor.write(LIST, page, last.at, last.key),
                    reading.origin());
        });
    }

    private static Mark seenUpTo(Reading reading, UUID member) {
        return reading.sql("SELECT seen_up_to AS up_to, position FROM $.inbox WHERE member = :member")
                .param("member", member)
                .query((row, n) -> Mark.of(row))
                .optional()
                .orElse(Mark.NONE);
    }

    private static List<Found> newest(Reading reading, UUID member, @Nullable Place after, int limit) {
        String span = after == null ? "" : "AND ($1, ($2) COLLATE \"C\") < (:at, :key)";
        String newest = NEWEST_FIRST.formatted(limit);
        JdbcClient.StatementSpec statement =
                reading.sql(ENTRY.formatted(bounded(span, limit), newest)).param("reader", member);
        if (after != null) {
            statement = statement.param("at", Columns.parameter(after.at)).param("key", after.key);
        }
        return statement.query(NotificationQueries::found).list();
    }

    private static Map<Kind, Long> unseen(Reading reading, UUID member, Mark seen) {
        Map<Kind, Long> unseen = new EnumMap<>(Kind.class);
        reading.sql(UNSEEN.formatted(MOST_UNSEEN, bounded("", MOST_UNSEEN)))
                .param("reader", member)
                .param("seen", Columns.parameter(seen.upTo))
                .param("position", seen.position)
                .query(row -> {
                    unseen.put(Kind.valueOf(row.getString("kind")), row.getLong("number"));
                });
        return unseen;
    }

    private static String bounded(String span, int limit) {
        return FOUND.replaceAll(
                "\\{span ([a-z._]+), ([^}]+)}", span + " ORDER BY $1 DESC, ($2) COLLATE \"C\" DESC LIMIT " + limit);
    }

    private static Found found(ResultSet row, int n) throws SQLException {
        UUID contribution = Columns.optionalId(row, "id");
        return new Found(
                row.getString("key"),
                Kind.valueOf(row.getString("kind")),
                Columns.time(row, "at"),
                row.getLong("position"),
                row.getString("appreciation"),
                contribution == null
                        ? null
                        : new About(
                                contribution,
                                row.getString("contribution_kind"),
                                row.getString("title"),
                                Columns.id(row, "root")),
                List.of((UUID[]) row.getArray("by_members").getArray()),
                row.getLong("number"));
    }

    private static List<Notification> told(Reading reading, UUID member, List<Found> shown, Mark seen) {
        Map<UUID, Author> authors = authors(
                reading, shown.stream().flatMap(found -> found.by.stream()).distinct());
        Map<String, Mark> read = readUpTo(reading, member, shown);
        return shown.stream()
                .map(found -> new Notification(
                        found.key,
                        found.kind,
                        found.at,
                        found.appreciation,
                        found.contribution,
                        found.by.stream()
                                .map(authors::get)
                                .filter(Objects::nonNull)
                                .toList(),
                        found.number,
                        seen.covers(found),
                        read.getOrDefault(found.key, Mark.NONE).covers(found)))
                .toList();
    }

    private static Map<UUID, Author> authors(Reading reading, Stream<UUID> ids) {
        Map<UUID, Author> authors = new HashMap<>();
        reading.sql("SELECT id, handle, name, present FROM $.member WHERE id = ANY(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    UUID id = Columns.id(row, "id");
                    authors.put(
                            id,
                            new Author(id, row.getString("handle"), row.getString("name"), row.getBoolean("present")));
                });
        return authors;
    }

    private static Map<String, Mark> readUpTo(Reading reading, UUID member, List<Found> shown) {
        Map<UUID, String> keys = new HashMap<>();
        shown.forEach(
                found -> keys.put(InboxId.of(new MemberId(member), found.key).value(), found.key));
        Map<String, Mark> read = new HashMap<>();
        reading.sql("SELECT id, read_up_to AS up_to, position FROM $.read_mark WHERE id = ANY(:ids)")
                .param("ids", keys.keySet().toArray(UUID[]::new))
                .query(row -> {
                    read.put(Objects.requireNonNull(keys.get(Columns.id(row, "id"))), Mark.of(row));
                });
        return read;
    }

    private record Found(
            String key,
            Kind kind,
            Instant at,
            long position,
            @Nullable String appreciation,
            @Nullable About contribution,
            List<UUID> by,
            long number) {}

    /** @param position where the log has the mark: what it has behind it came later */
    private record Mark(Instant upTo, long position) {
        static final Mark NONE = new Mark(Instant.parse("0001-01-01T00:00:00Z"), 0);

        static Mark of(ResultSet row) throws SQLException {
            return new Mark(Columns.time(row, "up_to"), row.getLong("position"));
        }

        boolean covers(Found found) {
            return !found.at.isAfter(upTo) && found.position <= position;
        }
    }

    /** The last entry of the page before. */
    private record Place(Instant at, String key) {
        /** @throws RuntimeException if they are none */
        static Place read(List<String> parts) {
            if (parts.get(1).indexOf(0) >= 0) {
                throw new IllegalArgumentException("No key holds such a character.");
            }
            return new Place(Parameters.storable(Instant.parse(parts.get(0))), parts.get(1));
        }
    }
}
