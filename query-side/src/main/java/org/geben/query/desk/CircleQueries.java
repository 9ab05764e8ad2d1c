package org.geben.query.desk;

import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.geben.query.Access;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Refusal;
import org.geben.query.desk.GetCircles.Circle;
import org.geben.query.desk.GetCircles.Giver;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers who appreciates one another in a circle, in one snapshot. Only people who are present give and are given;
 * appreciations whose time is not known belong to no window.
 */
@Component
final class CircleQueries {
    private static final String CURSOR = "circles";
    private static final Duration WINDOW = Duration.ofDays(90);
    private static final int LEAST = 5;
    private static final int MOST_MEMBERS = 4;

    /** Of those to whom one gives half of everything there are two at most: so there are few ways to walk. */
    private static final String CIRCLES = """
            WITH RECURSIVE gift AS MATERIALIZED (
                SELECT a.giver, a.receiver, count(*) AS n
                FROM $.appreciation a
                JOIN $.member g ON g.id = a.giver AND g.present AND NOT g.automated
                JOIN $.member r ON r.id = a.receiver AND r.present AND NOT r.automated
                WHERE a.given_at >= :from AND a.given_at < :to AND NOT a.time_inferred AND a.giver <> a.receiver
                GROUP BY a.giver, a.receiver
            ), dense AS MATERIALIZED (
                SELECT f.giver, f.receiver, f.n, f.given
                FROM (SELECT gift.*, sum(n) OVER (PARTITION BY giver)::bigint AS given FROM gift) f
                WHERE f.n >= %d AND 2 * f.n >= f.given
            ), walk AS (
                SELECT ARRAY[giver] AS givers, ARRAY[n] AS gifts, ARRAY[given] AS given, n AS appreciations, receiver AS next
                FROM dense
                UNION ALL
                SELECT w.givers || d.giver, w.gifts || d.n, w.given || d.given, w.appreciations + d.n, d.receiver
                FROM walk w JOIN dense d ON d.giver = w.next
                WHERE cardinality(w.givers) < %d AND d.giver > w.givers[1] AND d.giver <> ALL (w.givers)
            ), page AS (
                SELECT w.givers, w.gifts, w.given, w.appreciations FROM walk w WHERE w.next = w.givers[1] {behind}
                ORDER BY w.appreciations DESC, w.givers LIMIT :limit
            )
            SELECT p.givers, p.appreciations, x.gifts, x.given, x.place, %s
            FROM page p
            CROSS JOIN LATERAL unnest(p.givers, p.gifts, p.given) WITH ORDINALITY AS x(giver, gifts, given, place)
            JOIN $.member m ON m.id = x.giver
            ORDER BY p.appreciations DESC, p.givers, x.place
            """.formatted(LEAST, MOST_MEMBERS, Person.columns("m"));

    private static final String BEHIND =
            "AND (w.appreciations < :appreciations OR w.appreciations = :appreciations AND w.givers > CAST(:givers AS uuid[]))";

    private final Views views;
    private final Access access;

    CircleQueries(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /** @throws Refusal 403 unless the reader is a community manager or administrator */
    GetCircles.Result handle(GetCircles query) {
        Page page = query.page();
        @Nullable Place after = Place.read(page);
        Instant to = after == null ? query.now() : after.to;
        Instant from = to.minus(WINDOW);
        access.mustHold(query.reader(), page.asOf(), COMMUNITY_MANAGER, ADMIN);
        return views.read(DeskProjection.NAME, page.asOf(), reading -> {
            JdbcClient.StatementSpec statement = reading.sql(CIRCLES.replace("{behind}", after == null ? "" : BEHIND))
                    .param("from", Columns.parameter(from))
                    .param("to", Columns.parameter(to))
                    .param("limit", page.sought());
            if (after != null) {
                statement = statement
                        .param("appreciations", after.appreciations)
                        .param("givers", after.givers.toArray(UUID[]::new));
            }
            ResultSetExtractor<List<Circle>> circles = CircleQueries::circles;
            Page.Shown<Circle> shown = page.shown(statement.query(circles), last -> Place.behind(page, to, last));
            return new GetCircles.Result(shown.entries(), from, to, shown.next(), reading.origin());
        });
    }

    /** From a row for each giver, in order. */
    private static List<Circle> circles(ResultSet rows) throws SQLException {
        List<Circle> circles = new ArrayList<>();
        List<Giver> givers = List.of();
        while (rows.next()) {
            if (rows.getInt("place") == 1) {
                givers = new ArrayList<>();
                circles.add(new Circle(givers, rows.getLong("appreciations")));
            }
            givers.add(new Giver(Person.of(rows, "m"), rows.getLong("gifts"), rows.getLong("given")));
        }
        return circles;
    }

    /** Behind the last entry of the page before, and in its window. */
    private record Place(Instant to, long appreciations, List<UUID> givers) {
        static String behind(Page page, Instant to, Circle last) {
            List<Object> parts = new ArrayList<>(List.of(to, last.appreciations()));
            last.givers().forEach(giver -> parts.add(giver.member().id()));
            return Cursor.write(CURSOR, page, parts.toArray());
        }

        static @Nullable Place read(Page page) {
            return Cursor.read(
                    CURSOR,
                    page,
                    parts -> new Place(
                            Parameters.storable(Instant.parse(parts.get(0))),
                            Long.parseLong(parts.get(1)),
                            parts.subList(2, parts.size()).stream()
                                    .map(UUID::fromString)
                                    .toList()));
        }
    }
}
