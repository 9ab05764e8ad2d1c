package org.geben.query.feed;

import java.util.List;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Refusal;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers about single contributions, members and groups. */
@Component
final class FeedQueries {
    private static final String AFTER = " AND (c.published_at, c.id) > (:at, :after)";
    private static final String OLDEST_FIRST = " ORDER BY c.published_at, c.id LIMIT :limit";

    private final Views views;

    FeedQueries(Views views) {
        this.views = views;
    }

    /** @throws Refusal 404 if the contribution is unknown, 403 if the reader may not read its group */
    GetContribution.Result handle(GetContribution query) {
        Page page = query.page();
        @Nullable Place after = Cursor.read("replies", page, parts -> Place.read(parts.get(0), parts.get(1)));
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            FeedEntry contribution = Entries.readable(reading, query.reader(), query.id());
            String beneath = contribution.inReplyTo() == null ? "c.root" : "c.in_reply_to";
            JdbcClient.StatementSpec statement = reading.sql(Entries.ENTRY
                            + " WHERE c.in_reply_to IS NOT NULL AND"
                            + Visibility.VISIBLE
                            + " AND "
                            + beneath
                            + " = :id"
                            + (after == null ? "" : AFTER)
                            + OLDEST_FIRST)
                    .param("id", query.id())
                    .param("reader", query.reader().id())
                    .param("limit", page.sought());
            if (after != null) {
                statement = statement.param("at", Columns.parameter(after.at())).param("after", after.id());
            }
            Page.Shown<FeedEntry> replies = page.shown(
                    statement.query(Entries::entry).list(),
                    last -> Cursor.write("replies", page, last.publishedAt(), last.id()));
            return new GetContribution.Result(
                    Entries.appreciated(reading, List.of(contribution)).getFirst(),
                    Entries.appreciated(reading, replies.entries()),
                    replies.next(),
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
                        .orElseThrow(Visibility::memberUnknown));
    }

    /** @throws Refusal 404 if the group is unknown, as a secret one is to those who are not in it */
    GetGroup.Result handle(GetGroup query) {
        return views.read(
                FeedProjection.NAME,
                query.asOf(),
                reading -> reading.sql("""
                        SELECT id, name, purpose, access, posting, archived, members
                        FROM $.community_group g WHERE id = :id AND""" + Visibility.KNOWN_GROUP)
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
                        .orElseThrow(Visibility::groupUnknown));
    }
}
