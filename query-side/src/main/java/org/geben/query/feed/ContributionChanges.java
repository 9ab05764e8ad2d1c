package org.geben.query.feed;

import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
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
 * A contribution is published, then revised, then withdrawn, and the statements run in this order. Of several revisions
 * the last counts; after a withdrawal nothing does. An answer is the accepted one for as long as it is visible.
 */
final class ContributionChanges {
    private final MemberChanges members;
    private final Rows published;
    private final Latest revised;
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
                "published_at timestamptz");
        revised = buffers.latest(
                "revision", "id uuid", "title text", "text text", "format text", "tags text[]", "at timestamptz");
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
                at);
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
                                          tags = batch.tags, revised_at = batch.at
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                """, revised);
        tables.write("""
                UPDATE $.contribution SET title = NULL, text = '%s', format = 'PLAIN', tags = '{}'
                FROM :rows WHERE contribution.author = batch.id AND NOT withdrawn
                """.formatted(Trace.ERASED_TEXT), erased);
        flushWithdrawals(tables);
        flushAccepted(tables);
        tables.write("""
                UPDATE $.contribution SET replies = contribution.replies + batch.replies
                FROM :rows WHERE contribution.id = batch.id
                """, replies);
    }

    /** Comes after the withdrawals: an answer may have been withdrawn before it was accepted. */
    private void flushAccepted(Tables tables) {
        tables.write("""
                UPDATE $.contribution SET accepted_answer = CASE WHEN NOT answer.withdrawn THEN batch.answer END
                FROM :rows JOIN $.contribution answer ON answer.id = batch.answer
                WHERE contribution.id = batch.id
                """, accepted);
    }

    /** The words go for good: what was withdrawn must not be readable in the view's tables either. */
    private void flushWithdrawals(Tables tables) {
        Rows answers = Rows.of("id uuid", "question uuid");
        tables.write("""
                UPDATE $.contribution SET withdrawn = true, title = NULL, text = NULL, format = 'PLAIN', tags = '{}'
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                RETURNING contribution.id, contribution.author, contribution.in_reply_to, contribution.root
                """, withdrawn, row -> {
            UUID parent = Columns.optionalId(row, "in_reply_to");
            count(Columns.id(row, "author"), parent, Columns.id(row, "root"), -1);
            if (parent != null) {
                answers.add(Columns.id(row, "id"), parent);
            }
        });
        tables.write("""
                UPDATE $.contribution SET accepted_answer = NULL
                FROM :rows WHERE contribution.id = batch.question AND accepted_answer = batch.id
                """, answers);
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
