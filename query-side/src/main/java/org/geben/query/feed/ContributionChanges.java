package org.geben.query.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Trace;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * A contribution is published, then revised, hidden and restored, then withdrawn, and the statements run in this order.
 * Of several revisions the last counts; after a withdrawal nothing does. What is hidden keeps its words for the day on
 * which it is restored. Which answer was accepted is kept as it was said: whether it is visible shows when it is read.
 */
final class ContributionChanges {
    private final MemberChanges members;
    private final Rows published;
    private final Latest revised;
    private final Latest hidden;
    private final Latest featured;
    private final Rows shared;
    private final Latest withdrawn;
    private final Latest accepted;
    private final Latest erased;
    private final Sums replies;

    ContributionChanges(Buffers buffers, MemberChanges members) {
        this.members = members;
        published = buffers.inserts(
                "contribution",
                "id uuid",
                "kind text",
                "author uuid",
                "in_reply_to uuid",
                "root uuid",
                "group_id uuid",
                "title text",
                "text text",
                "format text",
                "tags text[]",
                "language text",
                "links text[]",
                "mentions text[]",
                "published_at timestamptz");
        revised = buffers.latest(
                "revision",
                "id uuid",
                "title text",
                "text text",
                "format text",
                "tags text[]",
                "language text",
                "links text[]",
                "mentions text[]",
                "at timestamptz");
        hidden = buffers.latest("hiding", "id uuid", "hidden boolean");
        featured = buffers.latest("highlight", "id uuid", "featured boolean");
        shared = buffers.inserts("share", "contribution uuid", "group_id uuid");
        withdrawn = buffers.latest("withdrawal", "id uuid");
        accepted = buffers.latest("acceptance", "id uuid", "answer uuid");
        erased = buffers.latest("erased_author", "id uuid");
        replies = buffers.sums("reply_count", "id uuid", "replies bigint");
    }

    void published(ContributionPublished event, Instant at) {
        UUID author = event.author().value();
        UUID root = event.root().value();
        UUID parent = event.inReplyTo() == null ? null : event.inReplyTo().value();
        Content content = event.content();
        published.add(
                event.contributionId().value(),
                event.kind().name(),
                author,
                parent,
                root,
                event.group() == null ? null : event.group().value(),
                content.title(),
                content.text(),
                content.format().name(),
                content.tags(),
                content.language(),
                content.links(),
                texts(event.mentions()),
                at);
        count(author, parent, root, 1);
    }

    void revised(ContributionRevised event, Instant at) {
        Content content = event.content();
        revised.put(
                event.contributionId().value(),
                content.title(),
                content.text(),
                content.format().name(),
                content.tags(),
                content.language(),
                content.links(),
                texts(event.mentions()),
                at);
    }

    private static List<String> texts(List<MemberId> members) {
        return members.stream().map(MemberId::toString).toList();
    }

    void hidden(ContributionId contribution, boolean isHidden) {
        hidden.put(contribution.value(), isHidden);
    }

    void featured(ContributionId contribution, boolean isFeatured) {
        featured.put(contribution.value(), isFeatured);
    }

    void shared(ContributionShared event) {
        shared.add(event.contributionId().value(), event.group().value());
    }

    void withdrawn(ContributionWithdrawn event) {
        withdrawn.put(event.contributionId().value());
    }

    void accepted(AnswerAccepted event) {
        accepted.put(event.contributionId().value(), event.answer().value());
    }

    void erased(MemberId author) {
        erased.put(author.value());
    }

    void flush(Tables tables) {
        tables.write("""
                UPDATE $.contribution SET title = batch.title, text = batch.text, format = batch.format,
                                          tags = batch.tags, language = batch.language, links = batch.links,
                                          mentions = batch.mentions, revised_at = batch.at
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                """, revised);
        tables.write("""
                UPDATE $.contribution SET title = NULL, text = '%s', format = 'PLAIN', tags = '{}',
                                          language = NULL, links = '{}'
                FROM :rows WHERE contribution.author = batch.id AND NOT withdrawn
                """.formatted(Trace.ERASED_TEXT), erased);
        tables.write("""
                UPDATE $.contribution SET featured = batch.featured FROM :rows WHERE contribution.id = batch.id
                """, featured);
        tables.write("""
                UPDATE $.contribution SET accepted_answer = batch.answer FROM :rows WHERE contribution.id = batch.id
                """, accepted);
        tables.write("""
                UPDATE $.contribution SET hidden = batch.hidden
                FROM :rows WHERE contribution.id = batch.id AND contribution.hidden <> batch.hidden AND NOT withdrawn
                RETURNING contribution.author, contribution.in_reply_to, contribution.root, contribution.hidden
                """, hidden, row -> count(row, row.getBoolean("hidden") ? -1 : 1));
        flushWithdrawals(tables);
        tables.write("""
                UPDATE $.contribution SET replies = contribution.replies + batch.replies
                FROM :rows WHERE contribution.id = batch.id
                """, replies);
    }

    /** The words go for good: what was withdrawn must not be readable in the view's tables either. */
    private void flushWithdrawals(Tables tables) {
        tables.write("""
                UPDATE $.contribution SET withdrawn = true, title = NULL, text = NULL, format = 'PLAIN', tags = '{}',
                                          language = NULL, links = '{}', mentions = '{}'
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                RETURNING contribution.author, contribution.in_reply_to, contribution.root, contribution.hidden
                """, withdrawn, row -> count(row, row.getBoolean("hidden") ? 0 : -1));
    }

    private void count(ResultSet row, int change) throws SQLException {
        if (change != 0) {
            count(Columns.id(row, "author"), Columns.optionalId(row, "in_reply_to"), Columns.id(row, "root"), change);
        }
    }

    private void count(UUID author, @Nullable UUID parent, UUID root, int change) {
        members.contributed(author, change);
        if (parent != null) {
            replies.add("replies", change, root);
            if (!parent.equals(root)) {
                replies.add("replies", change, parent);
            }
        }
    }
}
