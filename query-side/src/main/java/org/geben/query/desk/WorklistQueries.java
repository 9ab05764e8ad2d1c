package org.geben.query.desk;

import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.kernel.outreach.Cause;
import org.geben.query.Access;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.desk.GetWorklist.Assigned;
import org.geben.query.desk.GetWorklist.Assignee;
import org.geben.query.desk.GetWorklist.Case;
import org.geben.query.desk.GetWorklist.Closed;
import org.geben.query.desk.GetWorklist.Contribution;
import org.geben.query.desk.GetWorklist.Earlier;
import org.geben.query.desk.GetWorklist.Evidence;
import org.geben.query.desk.GetWorklist.Group;
import org.geben.query.desk.GetWorklist.State;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers from the desk's cases, each query in one snapshot. A case is not a way into a group: what was said in one that is
 * not open shows its title to those who belong to it.
 */
@Component
final class WorklistQueries {
    private static final String CURSOR = "worklist";
    private static final int MOST_BEFORE = 10;

    private static final String CASES = """
            SELECT c.outreach, c.opening, c.cause, %s AS urgency, c.since, c.opened_at, c.state, c.closed_at, c.words,
                   c.assigned_at, t.id AS contribution, t.kind, t.published_at,
                   CASE WHEN NOT t.hidden AND (t.group_id IS NULL OR g.access = 'OPEN' OR {belongs}) THEN t.title END AS title,
                   CASE WHEN g.access <> 'SECRET' OR {belongs} THEN g.id END AS group_id, g.name AS group_name,
                   %s, %s, %s, %s
            FROM $.outreach_case c
            JOIN $.member m ON m.id = c.member
            LEFT JOIN $.contribution t ON t.id = c.contribution
            LEFT JOIN $.community_group g ON g.id = coalesce(t.group_id, c.group_id)
            LEFT JOIN $.member a ON a.id = c.assignee
            LEFT JOIN $.member b ON b.id = c.assigned_by
            LEFT JOIN $.member e ON e.id = c.closed_by
            WHERE TRUE
            """.formatted(
                    Urgency.OF_CASE, Person.columns("m"), Person.columns("a"), Person.columns("b"), Person.columns("e"))
            .replace("{belongs}", Reader.BELONGS_TO_GROUP);

    private static final String BEHIND_OPEN =
            " AND (%s, c.since, c.outreach, c.opening) > (:urgency, :at, :outreach, :opening)"
                    .formatted(Urgency.OF_CASE);
    private static final String WORST_FIRST = " ORDER BY urgency, c.since, c.outreach, c.opening LIMIT :limit";
    private static final String BEHIND_CLOSED = """
             AND c.closed_at <= :at AND (c.closed_at < :at OR (c.outreach, c.opening) > (:outreach, :opening))""";
    private static final String LATEST_FIRST = " ORDER BY c.closed_at DESC, c.outreach, c.opening LIMIT :limit";

    private static final String BEFORE = """
            SELECT c.outreach AS of_outreach, c.opening AS of_opening, b.outreach, b.opened_at, b.state, b.closed_at,
                   b.words, %s
            FROM unnest(:outreaches, :openings) AS page(outreach, opening)
            JOIN $.outreach_case c ON c.outreach = page.outreach AND c.opening = page.opening
            CROSS JOIN LATERAL (
                SELECT * FROM $.outreach_case b
                WHERE b.member = c.member AND b.cause = c.cause AND b.state <> 'OPEN'
                  AND (b.opened_at, b.outreach, b.opening) < (c.opened_at, c.outreach, c.opening)
                ORDER BY b.opened_at DESC, b.outreach DESC, b.opening DESC LIMIT %d) b
            LEFT JOIN $.member e ON e.id = b.closed_by
            ORDER BY b.opened_at DESC, b.outreach DESC, b.opening DESC
            """.formatted(Person.columns("e"), MOST_BEFORE);

    private final Views views;
    private final Access access;

    WorklistQueries(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /** @throws Refusal 403 unless the reader is a community manager or administrator */
    GetWorklist.Result handle(GetWorklist query) {
        Page page = query.page();
        @Nullable Place after = Place.read(query);
        access.mustHold(query.reader(), page.asOf(), COMMUNITY_MANAGER, ADMIN);
        return views.read(DeskProjection.NAME, page.asOf(), reading -> {
            Page.Shown<Found> shown = page.shown(found(reading, query, after), last -> Place.behind(query, last));
            return new GetWorklist.Result(
                    cases(reading, shown.entries()), counts(reading, query), shown.next(), reading.origin());
        });
    }

    /** Those of the page and one more, if there is one: it tells that there is a next page. */
    private static List<Found> found(Reading reading, GetWorklist query, @Nullable Place after) {
        boolean open = query.state() == State.OPEN;
        String behind = after == null ? "" : open ? BEHIND_OPEN : BEHIND_CLOSED;
        Cause cause = query.cause();
        JdbcClient.StatementSpec statement = of(
                        query,
                        reading.sql(CASES
                                + among(query)
                                + (cause == null ? "" : " AND c.cause = :cause")
                                + behind
                                + (open ? WORST_FIRST : LATEST_FIRST)))
                .param("reader", query.reader().id())
                .param("limit", query.page().sought());
        if (cause != null) {
            statement = statement.param("cause", cause.name());
        }
        if (after != null) {
            statement = statement
                    .param("at", Columns.parameter(after.at))
                    .param("outreach", after.outreach)
                    .param("opening", after.opening);
            statement = open ? statement.param("urgency", after.urgency) : statement;
        }
        return statement.query(Found::of).list();
    }

    private static String among(GetWorklist query) {
        Assignee assignee = query.assignee();
        String state = query.state() == State.OPEN ? " AND c.state = 'OPEN'" : " AND c.state <> 'OPEN'";
        if (assignee == null) {
            return state;
        }
        return state + (assignee.id() == null ? " AND c.assignee IS NULL" : " AND c.assignee = :assignee");
    }

    private static JdbcClient.StatementSpec of(GetWorklist query, JdbcClient.StatementSpec statement) {
        Assignee assignee = query.assignee();
        return assignee == null || assignee.id() == null ? statement : statement.param("assignee", assignee.id());
    }

    private static Map<String, Long> counts(Reading reading, GetWorklist query) {
        Map<String, Long> counts = new TreeMap<>();
        of(query, reading.sql("""
                        SELECT c.cause, count(*) AS cases FROM $.outreach_case c WHERE TRUE%s GROUP BY c.cause
                        """.formatted(among(query)))).query(row -> {
            counts.put(row.getString("cause"), row.getLong("cases"));
        });
        return counts;
    }

    private static List<Case> cases(Reading reading, List<Found> shown) {
        Map<Key, List<Earlier>> before = new HashMap<>();
        reading.sql(BEFORE)
                .param("outreaches", shown.stream().map(one -> one.key.outreach).toArray(UUID[]::new))
                .param("openings", shown.stream().map(one -> one.key.opening).toArray(Long[]::new))
                .query(row -> {
                    before.computeIfAbsent(
                                    new Key(Columns.id(row, "of_outreach"), row.getLong("of_opening")),
                                    key -> new ArrayList<>())
                            .add(new Earlier(
                                    Columns.id(row, "outreach"),
                                    Columns.time(row, "opened_at"),
                                    row.getString("state"),
                                    closed(row)));
                });
        return shown.stream()
                .map(one -> one.with(before.getOrDefault(one.key, List.of())))
                .toList();
    }

    private static Closed closed(ResultSet row) throws SQLException {
        return new Closed(Columns.time(row, "closed_at"), Person.optional(row, "e"), row.getString("words"));
    }

    private record Key(UUID outreach, long opening) {}

    /** A case with its place in the list, and nothing of what was done before. */
    private record Found(Key key, long urgency, Case shown) {
        static Found of(ResultSet row, int n) throws SQLException {
            Person assignee = Person.optional(row, "a");
            Case shown = new Case(
                    Columns.id(row, "outreach"),
                    row.getString("cause"),
                    Person.of(row, "m"),
                    evidence(row),
                    Columns.time(row, "opened_at"),
                    row.getString("state"),
                    assignee == null
                            ? null
                            : new Assigned(assignee, Person.optional(row, "b"), Columns.time(row, "assigned_at")),
                    Columns.optionalTime(row, "closed_at") == null ? null : closed(row),
                    List.of());
            return new Found(new Key(shown.id(), row.getLong("opening")), row.getLong("urgency"), shown);
        }

        private static Evidence evidence(ResultSet row) throws SQLException {
            UUID contribution = Columns.optionalId(row, "contribution");
            UUID group = Columns.optionalId(row, "group_id");
            return new Evidence(
                    contribution == null
                            ? null
                            : new Contribution(
                                    contribution,
                                    row.getString("kind"),
                                    row.getString("title"),
                                    Columns.time(row, "published_at")),
                    group == null ? null : new Group(group, row.getString("group_name")),
                    Columns.time(row, "since"));
        }

        Case with(List<Earlier> before) {
            return new Case(
                    shown.id(),
                    shown.cause(),
                    shown.member(),
                    shown.evidence(),
                    shown.openedAt(),
                    shown.state(),
                    shown.assigned(),
                    shown.closed(),
                    before);
        }
    }

    /** The last entry of the page before: of open ones by their urgency and since when, of closed ones by their end. */
    private record Place(long urgency, Instant at, UUID outreach, long opening) {
        static String behind(GetWorklist query, Found last) {
            Closed closed = last.shown.closed();
            return Cursor.write(
                    CURSOR,
                    query.page(),
                    query.state(),
                    last.urgency,
                    closed == null ? last.shown.evidence().since() : closed.at(),
                    last.key.outreach,
                    last.key.opening);
        }

        static @Nullable Place read(GetWorklist query) {
            return Cursor.read(CURSOR, query.page(), parts -> {
                if (!parts.getFirst().equals(query.state().name())) {
                    throw new IllegalArgumentException("The cursor of another list.");
                }
                return new Place(
                        Long.parseLong(parts.get(1)),
                        Parameters.storable(Instant.parse(parts.get(2))),
                        UUID.fromString(parts.get(3)),
                        Long.parseLong(parts.get(4)));
            });
        }
    }
}
