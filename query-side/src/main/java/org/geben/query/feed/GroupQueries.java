package org.geben.query.feed;

import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.query.Access;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers who is in a group, and who wants to be. */
@Component
final class GroupQueries {
    private static final String MEMBERS = """
            SELECT s.id, s.joined_at AS at, m.id AS member, m.handle, m.name, m.present,
                   EXISTS (SELECT 1 FROM $.management x WHERE x.id = s.id) AS manager
            FROM $.membership s JOIN $.member m ON m.id = s.member AND m.present
            WHERE s.group_id = :group %s ORDER BY s.joined_at, s.id LIMIT %d
            """;

    private static final String REQUESTS = """
            SELECT s.id, s.asked_at AS at, m.id AS member, m.handle, m.name, m.present, false AS manager
            FROM $.join_request s JOIN $.member m ON m.id = s.member AND m.present
            WHERE s.group_id = :group %s ORDER BY s.asked_at, s.id LIMIT %d
            """;

    private final Views views;
    private final Access access;

    GroupQueries(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /** @throws Refusal 404 if the group is unknown, as a secret one is to those who are not in it, 403 if it is closed to them */
    GetGroupMembers.Result handle(GetGroupMembers query) {
        Page page = query.page();
        @Nullable Place after = place("group-members", page);
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            Visibility.mustRead(reading, query.reader(), query.group());
            List<Listed> found = listed(reading, MEMBERS, "s.joined_at", query.group(), page, after);
            return new GetGroupMembers.Result(
                    shown(found, page).stream()
                            .map(one -> new GetGroupMembers.Entry(one.member, one.place.at(), one.manager))
                            .toList(),
                    next("group-members", found, page),
                    reading.origin());
        });
    }

    /**
     * Those who may let others in see who asks for it.
     *
     * @throws Refusal 404 if the group is unknown, 403 if the reader manages neither it nor the community; without a reader
     *     it is the operator
     */
    GetJoinRequests.Result handle(GetJoinRequests query) {
        Page page = query.page();
        @Nullable Place after = place("join-requests", page);
        boolean managesAll = access.holds(query.reader(), page.asOf(), COMMUNITY_MANAGER, ADMIN);
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            mustManage(reading, query.reader(), query.group(), managesAll);
            List<Listed> found = listed(reading, REQUESTS, "s.asked_at", query.group(), page, after);
            return new GetJoinRequests.Result(
                    shown(found, page).stream()
                            .map(one -> new GetJoinRequests.Entry(one.member, one.place.at()))
                            .toList(),
                    next("join-requests", found, page),
                    reading.origin());
        });
    }

    private static void mustManage(Reading reading, Reader reader, UUID group, boolean managesAll) {
        boolean manages = reading.sql("""
                        SELECT :all OR EXISTS (
                            SELECT 1 FROM $.management x JOIN $.membership s ON s.id = x.id
                            JOIN $.member r ON r.id = s.member AND r.present
                            WHERE s.group_id = g.id AND s.member = CAST(:reader AS uuid))
                        FROM $.community_group g
                        WHERE g.id = :id AND (:all OR %s)
                        """.formatted(Visibility.KNOWN_GROUP))
                .param("id", group)
                .param("reader", reader.id())
                .param("all", managesAll)
                .query(Boolean.class)
                .optional()
                .orElseThrow(Visibility::groupUnknown);
        if (!manages) {
            throw new Refusal(
                    403,
                    "GROUP_MANAGER_REQUIRED",
                    "Only those who manage the group or the community see who asks to be let in.",
                    Reader.HEADER);
        }
    }

    private static @Nullable Place place(String list, Page page) {
        return Cursor.read(list, page, parts -> Place.read(parts.get(0), parts.get(1)));
    }

    private static List<Listed> listed(
            Reading reading, String sql, String at, UUID group, Page page, @Nullable Place after) {
        JdbcClient.StatementSpec statement = reading.sql(sql.formatted(
                        after == null ? "" : "AND (%s, s.id) > (:at, :after)".formatted(at), page.limit() + 1))
                .param("group", group);
        if (after != null) {
            statement = statement.param("at", Columns.parameter(after.at())).param("after", after.id());
        }
        return statement.query((row, n) -> listed(row)).list();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Instant at = Columns.time(row, "at");
        return new Listed(
                new Place(at, Columns.id(row, "id")),
                new Author(
                        Columns.id(row, "member"),
                        row.getString("handle"),
                        row.getString("name"),
                        row.getBoolean("present")),
                row.getBoolean("manager"));
    }

    private static List<Listed> shown(List<Listed> found, Page page) {
        return found.subList(0, Math.min(found.size(), page.limit()));
    }

    private static @Nullable String next(String list, List<Listed> found, Page page) {
        if (found.size() <= page.limit()) {
            return null;
        }
        Place last = found.get(page.limit() - 1).place;
        return Cursor.write(list, page, last.at(), last.id());
    }

    private record Listed(Place place, Author member, boolean manager) {}
}
