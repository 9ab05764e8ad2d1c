package org.geben.query.desk;

import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.query.Access;
import org.geben.query.Columns;
import org.geben.query.Page;
import org.geben.query.Refusal;
import org.geben.query.desk.GetGratitudeGap.Entry;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers who goes without thanks, in one snapshot. Appreciations by programs and by members who are gone are none; those
 * whose giver is not known are, and those whose time is not known belong to no window.
 */
@Component
final class GratitudeGapQueries {
    private static final String CURSOR = "gratitude-gap";
    private static final Duration WINDOW = Duration.ofDays(90);
    private static final int CONTRIBUTIONS = 3;

    private static final String GAP = """
            SELECT %s, c.contributions, latest.ids
            FROM (SELECT author, count(*) AS contributions FROM $.contribution
                  WHERE published_at >= :from AND published_at < :to AND NOT withdrawn AND NOT hidden
                  GROUP BY author HAVING count(*) >= %d) c
            JOIN $.member m ON m.id = c.author AND m.present AND NOT m.automated
            CROSS JOIN LATERAL (
                SELECT array_agg(id ORDER BY published_at DESC, id DESC) AS ids
                FROM (SELECT id, published_at FROM $.contribution
                      WHERE author = c.author AND published_at >= :from AND published_at < :to
                        AND NOT withdrawn AND NOT hidden
                      ORDER BY published_at DESC, id DESC LIMIT %d) last) latest
            WHERE NOT EXISTS (
                SELECT FROM $.appreciation a LEFT JOIN $.member g ON g.id = a.giver
                WHERE a.receiver = m.id AND a.given_at >= :from AND a.given_at < :to AND NOT a.time_inferred
                  AND NOT coalesce(g.automated OR NOT g.present, false))
            """.formatted(Person.columns("m"), CONTRIBUTIONS, CONTRIBUTIONS);

    private static final String BEHIND =
            " AND (c.contributions < :contributions OR c.contributions = :contributions AND m.id > :id)";
    private static final String MOST_FIRST = " ORDER BY c.contributions DESC, m.id LIMIT :limit";

    private final Views views;
    private final Access access;

    GratitudeGapQueries(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /** @throws Refusal 403 unless the reader is a community manager or administrator */
    GetGratitudeGap.Result handle(GetGratitudeGap query) {
        Page page = query.page();
        @Nullable CountedPlace after = CountedPlace.read(CURSOR, page);
        Instant to = after == null ? query.now() : after.to();
        Instant from = to.minus(WINDOW);
        access.mustHold(query.reader(), page.asOf(), COMMUNITY_MANAGER, ADMIN);
        return views.read(DeskProjection.NAME, page.asOf(), reading -> {
            JdbcClient.StatementSpec statement = reading.sql(GAP + (after == null ? "" : BEHIND) + MOST_FIRST)
                    .param("from", Columns.parameter(from))
                    .param("to", Columns.parameter(to))
                    .param("limit", page.sought());
            if (after != null) {
                statement = statement.param("contributions", after.count()).param("id", after.key());
            }
            Page.Shown<Entry> shown = page.shown(
                    statement.query(GratitudeGapQueries::entry).list(),
                    last -> new CountedPlace(
                                    to, last.contributions(), last.member().id())
                            .cursor(CURSOR, page));
            return new GetGratitudeGap.Result(shown.entries(), from, to, shown.next(), reading.origin());
        });
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(Person.of(row, "m"), row.getLong("contributions"), List.of((UUID[])
                row.getArray("ids").getArray()));
    }
}
