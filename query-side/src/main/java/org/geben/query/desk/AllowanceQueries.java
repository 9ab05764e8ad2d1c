package org.geben.query.desk;

import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.geben.query.Access;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Refusal;
import org.geben.query.desk.GetAllowances.Entry;
import org.geben.query.desk.GetAllowances.Period;
import org.geben.query.desk.GetAllowances.Points;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers what became of allowances, in one snapshot. That points are dumped on a period's last day is for those who
 * look after the community to see, and not held against anybody. The list begins with these once the period is over:
 * while it runs, what each has given changes from page to page, so that only in the order of the givers nobody is passed
 * over who had an allowance when the first page was read.
 */
@Component
final class AllowanceQueries {
    private static final String CURSOR = "allowances";

    /** The longest day there is: of a period so short every hour is of its last day. */
    private static final Duration A_DAY = Duration.ofHours(25);

    private static final String PERIODS = """
            SELECT period, min(from_at) AS from_at, max(to_at) AS to_at FROM $.allowance%s
            GROUP BY period ORDER BY min(from_at) DESC, period DESC LIMIT 1
            """;

    private static final String USED = """
            SELECT a.id, a.giver, a.points AS opened, coalesce(sum(k.points), 0)::bigint AS given,
                   coalesce(sum(k.points) FILTER (WHERE k.reserved_at >= a.to_at - interval '24 hours'), 0)::bigint
                       AS on_last_day
            FROM $.allowance a LEFT JOIN $.kudos k ON k.allowance = a.id
            WHERE a.period = :period GROUP BY a.id, a.giver, a.points
            """;

    private final Views views;
    private final Access access;

    AllowanceQueries(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /** @throws Refusal 403 unless the reader is a community manager or administrator, 404 if there is no such period */
    GetAllowances.Result handle(GetAllowances query) {
        Page page = query.page();
        @Nullable Place after = Place.read(query);
        access.mustHold(query.reader(), page.asOf(), COMMUNITY_MANAGER, ADMIN);
        return views.read(DeskProjection.NAME, page.asOf(), reading -> {
            // Pages behind the first stay in its period.
            String asked = after == null ? query.period() : after.period;
            Optional<Period> found = period(reading, query, asked);
            if (found.isEmpty() && asked != null) {
                throw Refusal.notFound(
                        "PERIOD_UNKNOWN",
                        "No allowance was opened for this period: name another, or none for the last one.");
            }
            return found.map(period -> of(reading, page, after, period))
                    .orElseGet(() -> new GetAllowances.Result(null, null, List.of(), null, null, reading.origin()));
        });
    }

    private static GetAllowances.Result of(Reading reading, Page page, @Nullable Place after, Period period) {
        boolean longer = Duration.between(period.from(), period.to()).compareTo(A_DAY) > 0;
        Order order = after == null ? Order.of(period) : after.order;
        JdbcClient.StatementSpec statement = reading.sql(
                        """
                        SELECT u.*, %s FROM (%s) u JOIN $.member m ON m.id = u.giver%s
                        ORDER BY %s LIMIT :limit
                        """.formatted(Person.columns("m"), USED, after == null ? "" : order.behind, order.columns))
                .param("period", period.name())
                .param("limit", page.sought());
        if (after != null) {
            statement = statement
                    .param("lastDay", after.lastDay)
                    .param("given", after.given)
                    .param("giver", after.giver);
        }
        Page.Shown<Used> shown =
                page.shown(statement.query(Used::of).list(), last -> Place.behind(page, period, order, last));
        return new GetAllowances.Result(
                period,
                total(reading, period, longer),
                shown.entries().stream().map(used -> used.entry(longer)).toList(),
                earlier(reading, period),
                shown.next(),
                reading.origin());
    }

    private static Optional<Period> period(Reading reading, GetAllowances query, @Nullable String name) {
        JdbcClient.StatementSpec statement = name == null
                ? reading.sql(PERIODS.formatted(" WHERE from_at <= :now")).param("now", Columns.parameter(query.now()))
                : reading.sql(PERIODS.formatted(" WHERE period = :period")).param("period", name);
        return statement
                .query((row, n) -> new Period(
                        row.getString("period"),
                        Columns.time(row, "from_at"),
                        Columns.time(row, "to_at"),
                        query.now().isBefore(Columns.time(row, "to_at"))))
                .optional();
    }

    private static @Nullable String earlier(Reading reading, Period period) {
        return reading.sql(PERIODS.formatted(" WHERE from_at < :from AND period <> :period"))
                .param("from", Columns.parameter(period.from()))
                .param("period", period.name())
                .query((row, n) -> row.getString("period"))
                .optional()
                .orElse(null);
    }

    private static Points total(Reading reading, Period period, boolean longer) {
        return reading.sql("""
                        SELECT count(*) AS givers, coalesce(sum(opened), 0)::bigint AS opened,
                               coalesce(sum(given), 0)::bigint AS given,
                               coalesce(sum(on_last_day), 0)::bigint AS on_last_day
                        FROM (%s) u
                        """.formatted(USED))
                .param("period", period.name())
                .query((row, n) -> counted(row, row.getLong("givers"), longer))
                .single();
    }

    private static Points counted(ResultSet row, long givers, boolean longer) throws SQLException {
        long opened = row.getLong("opened");
        long given = row.getLong("given");
        return new Points(givers, opened, given, opened - given, longer ? row.getLong("on_last_day") : null);
    }

    private record Used(Person giver, Points points, long lastDay) {
        static Used of(ResultSet row, int n) throws SQLException {
            return new Used(Person.of(row, "m"), counted(row, 1, true), row.getLong("on_last_day"));
        }

        Entry entry(boolean longer) {
            return new Entry(
                    giver, new Points(1, points.opened(), points.given(), points.left(), longer ? lastDay : null));
        }
    }

    /** Pages go on in the order of the first, also when the period ends in between. */
    private enum Order {
        BY_GIVER("u.giver", " WHERE u.giver > :giver"),
        MOST_FIRST(
                "u.on_last_day DESC, u.given DESC, u.giver",
                " WHERE (u.on_last_day, u.given) < (:lastDay, :given)"
                        + " OR (u.on_last_day, u.given) = (:lastDay, :given) AND u.giver > :giver");

        private final String columns;
        private final String behind;

        Order(String columns, String behind) {
            this.columns = columns;
            this.behind = behind;
        }

        static Order of(Period period) {
            return period.running() ? BY_GIVER : MOST_FIRST;
        }
    }

    /** Behind the last entry of the page before, and in its period. */
    private record Place(String period, Order order, long lastDay, long given, UUID giver) {
        static String behind(Page page, Period period, Order order, Used last) {
            return Cursor.write(CURSOR, page, period.name(), order, last.lastDay, last.points.given(), last.giver.id());
        }

        static @Nullable Place read(GetAllowances query) {
            return Cursor.read(CURSOR, query.page(), parts -> {
                String period = query.period();
                if (period == null ? !GetAllowances.isName(parts.get(0)) : !period.equals(parts.get(0))) {
                    throw new IllegalArgumentException("The cursor of another period, or of none.");
                }
                return new Place(
                        parts.get(0),
                        Order.valueOf(parts.get(1)),
                        Long.parseLong(parts.get(2)),
                        Long.parseLong(parts.get(3)),
                        UUID.fromString(parts.get(4)));
            });
        }
    }
}
