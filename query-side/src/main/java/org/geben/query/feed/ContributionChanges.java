package org.geben.query.feed;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.query.Columns;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.geben.query.generation.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A contribution is published, then revised, then withdrawn, and the statements run in this order. Of several revisions
 * the last counts; after a withdrawal nothing does. An answer is the accepted one for as long as it is visible.
 */
final class ContributionChanges {
    private final MemberChanges members;
    private final Tally<UUID> replies = new Tally<>();
    private final Rows published = new Rows(
            "id uuid",
            "kind text",
            "author uuid",
            "in_reply_to uuid",
            "root uuid",
            "group_id uuid",
            "title text",
            "text text",
            "format text",
            "tags text",
            "published_at timestamptz");
    private final Map<UUID, Revision> revised = new LinkedHashMap<>();
    private final Set<UUID> withdrawn = new LinkedHashSet<>();
    private final Map<UUID, UUID> accepted = new LinkedHashMap<>();

    ContributionChanges(MemberChanges members) {
        this.members = members;
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
        revised.put(event.contributionId().value(), new Revision(event.content(), at));
    }

    void withdrawn(ContributionWithdrawn event) {
        withdrawn.add(event.contributionId().value());
    }

    void accepted(AnswerAccepted event) {
        accepted.put(event.contributionId().value(), event.answer().value());
    }

    void flush(Tables tables) {
        tables.write("""
                INSERT INTO $.contribution
                    (id, kind, author, in_reply_to, root, group_id, title, text, format, tags, published_at)
                SELECT id, kind, author, in_reply_to, root, group_id, title, text, format, tags::text[], published_at
                FROM :rows
                """, published);
        flushRevisions(tables);
        flushWithdrawals(tables);
        flushAccepted(tables);
        Rows counts = new Rows("id uuid", "replies bigint");
        replies.forEachChange(counts::add);
        tables.write("""
                UPDATE $.contribution SET replies = contribution.replies + batch.replies
                FROM :rows WHERE contribution.id = batch.id
                """, counts);
    }

    private void flushRevisions(Tables tables) {
        Rows rows = new Rows("id uuid", "title text", "text text", "format text", "tags text", "at timestamptz");
        revised.forEach((id, revision) -> rows.add(
                id,
                revision.content.title(),
                revision.content.text(),
                revision.content.format().name(),
                revision.content.tags(),
                revision.at));
        tables.write("""
                UPDATE $.contribution SET title = batch.title, text = batch.text, format = batch.format,
                                          tags = batch.tags::text[], revised_at = batch.at
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                """, rows);
    }

    /** Comes after the withdrawals: an answer may have been withdrawn before it was accepted. */
    private void flushAccepted(Tables tables) {
        Rows answers = new Rows("id uuid", "answer uuid");
        accepted.forEach(answers::add);
        tables.write("""
                UPDATE $.contribution SET accepted_answer = CASE WHEN NOT answer.withdrawn THEN batch.answer END
                FROM :rows JOIN $.contribution answer ON answer.id = batch.answer
                WHERE contribution.id = batch.id
                """, answers);
    }

    /** The words go for good: what was withdrawn must not be readable in the view's tables either. */
    private void flushWithdrawals(Tables tables) {
        List<Place> gone = tables.writeReturning(
                """
                UPDATE $.contribution SET withdrawn = true, title = NULL, text = NULL, tags = '{}'
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                RETURNING contribution.id, contribution.author, contribution.in_reply_to, contribution.root
                """,
                Facts.ids(withdrawn),
                (row, n) -> new Place(
                        Columns.id(row, "id"),
                        Columns.id(row, "author"),
                        Columns.optionalId(row, "in_reply_to"),
                        Columns.id(row, "root")));
        Rows answers = new Rows("id uuid", "question uuid");
        for (Place place : gone) {
            count(place.author, place.parent, place.root, -1);
            answers.add(place.id, place.parent);
        }
        tables.write("""
                UPDATE $.contribution SET accepted_answer = NULL
                FROM :rows WHERE contribution.id = batch.question AND accepted_answer = batch.id
                """, answers);
    }

    private void count(UUID author, @Nullable UUID parent, UUID root, int change) {
        members.contributions.add(author, change);
        if (parent != null) {
            replies.add(root, change);
            if (!parent.equals(root)) {
                replies.add(parent, change);
            }
        }
    }

    private record Revision(Content content, Instant at) {}

    private record Place(UUID id, UUID author, @Nullable UUID parent, UUID root) {}
}
