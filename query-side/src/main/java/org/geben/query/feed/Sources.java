package org.geben.query.feed;

import java.util.UUID;
import org.geben.query.feed.GetFeed.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Where a feed's entries come from. Each source is read by an index of its own in the order of the feed, and no further
 * than the page; so a page costs as much as there are groups and members in the reader's life, however large the
 * community. An entry of the page is among the first of each source that has it, so none of its reasons is missing.
 */
final class Sources {
    private static final String THREADS_OF_GROUP = """
            SELECT c.id, c.published_at FROM $.contribution c
            WHERE c.group_id = {group} AND c.in_reply_to IS NULL AND NOT c.withdrawn AND NOT c.hidden
              {span c.published_at, c.id} {first c.published_at, c.id}
            """;

    private static final String SHARED_WITH_GROUP = """
            SELECT h.contribution, h.published_at
            FROM $.share h JOIN $.contribution c ON c.id = h.contribution AND NOT c.withdrawn AND NOT c.hidden
            WHERE h.group_id = {group} {edge h.published_at}
              {span h.published_at, h.contribution} {first h.published_at, h.contribution}
            """;

    private static final String COMMUNITY = """
            (SELECT c.id, c.published_at, 'COMMUNITY' AS reason, CAST(NULL AS uuid) AS whose
             FROM $.contribution c
             WHERE c.in_reply_to IS NULL AND {visible} {span c.published_at, c.id} {first c.published_at, c.id})
            """;

    private static final String OF_GROUP = """
            (SELECT t.id, t.published_at, 'GROUP' AS reason, CAST(:of AS uuid) AS whose FROM (%s) t(id, published_at)
             UNION ALL
             SELECT t.id, t.published_at, 'GROUP', CAST(:of AS uuid) FROM (%s) t(id, published_at))
            """.formatted(THREADS_OF_GROUP, SHARED_WITH_GROUP)
            .replace("{group}", ":of")
            .replace("{edge h.published_at}", "");

    private static final String OF_MEMBER = """
            (SELECT c.id, c.published_at, 'MEMBER' AS reason, c.author AS whose
             FROM $.contribution c
             WHERE c.author = :of AND {visible} {span c.published_at, c.id} {first c.published_at, c.id})
            """;

    /** Once the threads of the groups fill the page, nothing that is older than they are is looked for elsewhere. */
    private static final String HOME =
            """
            (WITH mine AS MATERIALIZED (
                 SELECT s.group_id FROM $.membership s JOIN $.member r ON r.id = s.member AND r.present
                 WHERE s.member = :of
             ), thread AS MATERIALIZED (
                 SELECT t.id, t.published_at, mine.group_id
                 FROM mine CROSS JOIN LATERAL (%s) t(id, published_at)
             ), edge AS MATERIALIZED (
                 SELECT coalesce((SELECT published_at FROM thread ORDER BY published_at DESC LIMIT 1 OFFSET {limit} - 1),
                                 '-infinity') AS at
             )
             SELECT id, published_at, 'GROUP' AS reason, group_id AS whose FROM thread
             UNION ALL
             SELECT t.id, t.published_at, 'GROUP', mine.group_id
             FROM mine CROSS JOIN LATERAL (%s) t(id, published_at)
             UNION ALL
             SELECT t.id, t.published_at, 'FOLLOWED', f.followed
             FROM $.follow f CROSS JOIN LATERAL (
                 SELECT c.id, c.published_at FROM $.contribution c
                 WHERE c.author = f.followed AND {visible} {edge c.published_at}
                   {span c.published_at, c.id} {first c.published_at, c.id}
             ) t
             WHERE f.member = :of
             UNION ALL
             (SELECT a.reply, a.published_at, 'ANSWERED_YOU', NULL
              FROM $.answer a JOIN $.contribution c ON c.id = a.reply
              WHERE a.answered = :of AND {visible} {edge a.published_at}
                {span a.published_at, a.reply} {first a.published_at, a.reply})
             UNION ALL
             (SELECT n.contribution, n.published_at, 'MENTIONED', NULL
              FROM $.mention n JOIN $.contribution c ON c.id = n.contribution
              WHERE n.member = :of AND c.author <> :of AND CAST(:of AS text) = ANY (c.mentions) AND {visible}
                {edge n.published_at} {span n.published_at, n.contribution} {first n.published_at, n.contribution}))
            """.formatted(THREADS_OF_GROUP, SHARED_WITH_GROUP).replace("{group}", "mine.group_id");

    private Sources() {}

    /** Which part of the sources is read. */
    enum Span {
        ALL(""),
        /** Behind the entry of the parameters {@code at} and {@code after}. */
        BEFORE("AND (%1$s, %2$s) < (:at, :after)"),
        /** From {@code since} on, and up to {@code moment}. */
        WINDOW("AND %1$s >= :since AND %1$s <= :moment"),
        /** From {@code since} on, and before {@code until}. */
        EARLIER("AND %1$s >= :since AND %1$s < :until");

        private final String condition;

        Span(String condition) {
            this.condition = condition;
        }
    }

    /**
     * A query for the newest entries, each with the reasons for which it is there, and the group or member of each
     * reason. Its parameters are {@code of}, {@code reader} and those of the span.
     */
    static String newest(Scope scope, Span span, int limit) {
        String source = switch (scope) {
            case Scope.Community community -> COMMUNITY;
            case Scope.OfGroup of -> OF_GROUP;
            case Scope.OfMember of -> OF_MEMBER;
            case Scope.Home home -> HOME;
        };
        return """
                SELECT id, published_at, array_agg(reason ORDER BY reason, whose) AS reasons,
                       array_agg(whose ORDER BY reason, whose) AS whose
                FROM %s found GROUP BY id, published_at ORDER BY published_at DESC, id DESC LIMIT %d
                """.formatted(bounded(source, span, limit), limit);
    }

    /** Whose the scope is; absent for the community. */
    static @Nullable UUID of(Scope scope) {
        return switch (scope) {
            case Scope.Community community -> null;
            case Scope.OfGroup of -> of.group();
            case Scope.OfMember of -> of.member();
            case Scope.Home home -> home.member();
        };
    }

    private static String bounded(String source, Span span, int limit) {
        return source.replace("{visible}", Visibility.VISIBLE_IN_PASSING)
                .replace("{limit}", Integer.toString(limit))
                .replaceAll("\\{edge ([a-z._]+)}", "AND $1 >= (SELECT at FROM edge)")
                .replaceAll("\\{span ([a-z._]+), ([a-z._]+)}", span.condition.formatted("$1", "$2"))
                .replaceAll("\\{first ([a-z._]+), ([a-z._]+)}", "ORDER BY $1 DESC, $2 DESC LIMIT %d".formatted(limit));
    }
}
