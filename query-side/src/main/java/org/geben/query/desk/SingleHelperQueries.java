package org.geben.query.desk;

import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.geben.query.Access;
import org.geben.query.Columns;
import org.geben.query.Interactions;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.desk.GetSingleHelpers.Entry;
import org.geben.query.desk.GetWorklist.Group;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers in which groups help hangs on one person, in one snapshot. What programs and members who are gone answered,
 * and what programs were answered, is no help. The list is no way into a group: a secret one is named to those who
 * belong to it.
 */
@Component
final class SingleHelperQueries {
    private static final String CURSOR = "single-helpers";
    private static final Duration WINDOW = Duration.ofDays(90);

    /** A cursor shows the key of the last entry: so it is none from which a secret group can be told. */
    private static final String KEY = "md5(h.group_id::text)::uuid";

    private static final String HELPERS =
            """
            WITH helper AS (
                SELECT c.group_id, c.author, count(*) AS answers,
                       sum(count(*)) OVER (PARTITION BY c.group_id)::bigint AS answers_of_all
                FROM $.contribution c
                JOIN $.member a ON a.id = c.author AND a.present AND NOT a.automated
                WHERE c.group_id IS NOT NULL AND c.published_at >= :from AND c.published_at < :to
                  AND NOT c.withdrawn AND NOT c.hidden AND %s
                GROUP BY c.group_id, c.author)
            SELECT h.answers, h.answers_of_all, %s AS key, %s, g.name AS group_name,
                   CASE WHEN g.access <> 'SECRET' OR %s THEN g.id END AS group_id
            FROM helper h
            JOIN $.community_group g ON g.id = h.group_id
            JOIN $.member m ON m.id = h.author
            WHERE 2 * h.answers > h.answers_of_all
            """.formatted(Interactions.ANSWERS_ANOTHER, KEY, Person.columns("m"), Reader.BELONGS_TO_GROUP);

    private static final String BEHIND =
            " AND (h.answers < :answers OR h.answers = :answers AND %s > :key)".formatted(KEY);
    private static final String MOST_FIRST = " ORDER BY h.answers DESC, key LIMIT :limit";

    private final Views views;
    private final Access access;

    SingleHelperQueries(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /** @throws Refusal 403 unless the reader is a community manager or administrator */
    GetSingleHelpers.Result handle(GetSingleHelpers query) {
        Page page = query.page();
        @Nullable CountedPlace after = CountedPlace.read(CURSOR, page);
        Instant to = after == null ? query.now() : after.to();
        Instant from = to.minus(WINDOW);
        access.mustHold(query.reader(), page.asOf(), COMMUNITY_MANAGER, ADMIN);
        return views.read(DeskProjection.NAME, page.asOf(), reading -> {
            JdbcClient.StatementSpec statement = reading.sql(HELPERS + (after == null ? "" : BEHIND) + MOST_FIRST)
                    .param("from", Columns.parameter(from))
                    .param("to", Columns.parameter(to))
                    .param("reader", query.reader().id())
                    .param("limit", page.sought());
            if (after != null) {
                statement = statement.param("answers", after.count()).param("key", after.key());
            }
            Page.Shown<Found> shown = page.shown(
                    statement.query(Found::of).list(),
                    last -> new CountedPlace(to, last.entry.answers(), last.key).cursor(CURSOR, page));
            return new GetSingleHelpers.Result(
                    shown.entries().stream().map(Found::entry).toList(), from, to, shown.next(), reading.origin());
        });
    }

    private record Found(UUID key, Entry entry) {
        static Found of(ResultSet row, int n) throws SQLException {
            UUID group = Columns.optionalId(row, "group_id");
            return new Found(
                    Columns.id(row, "key"),
                    new Entry(
                            group == null ? null : new Group(group, row.getString("group_name")),
                            Person.of(row, "m"),
                            row.getLong("answers"),
                            row.getLong("answers_of_all")));
        }
    }
}
