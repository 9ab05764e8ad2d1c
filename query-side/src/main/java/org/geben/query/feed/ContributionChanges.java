package org.geben.query.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionFeatured;
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
 * which it is restored. Which answer was accepted is kept as it was said: whether it is visible shows when it is read;
 * so does whether somebody is still mentioned, of whom a revision may speak no longer. What was written in the very moment
 * of the erasure of its author's words, and recorded behind it, has no words either.
 */
final class ContributionChanges {
    private static final Content ERASED = Content.plain(Trace.ERASED_TEXT);

    private final MemberChanges members;
    private final Wordless wordless;
    private final Rows published;
    private final Latest revised;
    private final Latest hidden;
    private final Latest featured;
    private final Rows shared;
    private final Latest withdrawn;
    private final Latest accepted;
    private final Latest erased;
    private final Sums replies;
    private final Rows answers;
    private final Rows mentions;
    private final Rows mentionsAgain;

    ContributionChanges(Buffers buffers, MemberChanges members, Wordless wordless) {
        this.members = members;
        this.wordless = wordless;
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
                "published_at timestamptz",
                "revision bigint");
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
                "at timestamptz",
                "revision bigint");
        hidden = buffers.latest("hiding", "id uuid", "hidden boolean");
        featured = buffers.latest(
                "highlight", "id uuid", "featured boolean", "by_member uuid", "at timestamptz", "position bigint");
        shared = buffers.rows("sharing", "contribution uuid", "group_id uuid");
        withdrawn = buffers.latest("withdrawal", "id uuid");
        accepted = buffers.latest("acceptance", "id uuid", "answer uuid");
        erased = buffers.latest("erased_author", "id uuid");
        replies = buffers.sums("reply_count", "id uuid", "replies bigint");
        answers = buffers.rows(
                "reply", "id uuid", "author uuid", "in_reply_to uuid", "published_at timestamptz", "position bigint");
        mentions = buffers.inserts(
                "mention",
                "contribution uuid",
                "member uuid",
                "mentioned_at timestamptz",
                "published_at timestamptz",
                "position bigint");
        mentionsAgain = buffers.rows(
                "mention_again", "contribution uuid", "member uuid", "mentioned_at timestamptz", "position bigint");
    }

    void published(ContributionPublished event, Instant at, long sequence, long position) {
        UUID id = event.contributionId().value();
        UUID author = event.author().value();
        UUID root = event.root().value();
        UUID parent = event.inReplyTo() == null ? null : event.inReplyTo().value();
        Content content = wordless.contain(author) ? ERASED : event.content();
        published.add(
                id,
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
                at,
                sequence);
        event.mentions().stream().distinct().forEach(member -> mentions.add(id, member.value(), at, at, position));
        if (parent != null) {
            answers.add(id, author, parent, at, position);
        }
        count(author, parent, root, 1);
    }

    void revised(ContributionRevised event, Instant at, long sequence, long position) {
        UUID id = event.contributionId().value();
        Content content = event.content();
        revised.put(
                id,
                content.title(),
                content.text(),
                content.format().name(),
                content.tags(),
                content.language(),
                content.links(),
                texts(event.mentions()),
                at,
                sequence);
        event.mentions().forEach(member -> mentionsAgain.add(id, member.value(), at, position));
    }

    private static List<String> texts(List<MemberId> members) {
        return members.stream().map(MemberId::toString).toList();
    }

    void hidden(ContributionId contribution, boolean isHidden) {
        hidden.put(contribution.value(), isHidden);
    }

    void featured(ContributionFeatured event, Instant at, long position) {
        featured.put(event.contributionId().value(), true, event.by().value(), at, position);
    }

    void featuredNoLonger(ContributionId contribution) {
        featured.put(contribution.value(), false, null, null, null);
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
                                          mentions = batch.mentions, revised_at = batch.at,
                                          revision = batch.revision
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                """, revised);
        flushErasures(tables);
        flushBonds(tables);
        tables.write("""
                UPDATE $.contribution SET featured = batch.featured, featured_by = batch.by_member,
                                          featured_at = batch.at, featured_position = batch.position
                FROM :rows WHERE contribution.id = batch.id
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

    private void flushErasures(Tables tables) {
        String words = """
                UPDATE $.contribution SET title = NULL, text = '%s', format = 'PLAIN', tags = '{}',
                                          language = NULL, links = '{}'
                """.formatted(Trace.ERASED_TEXT);
        tables.write("""
                INSERT INTO $.wordless (member)
                SELECT batch.id FROM :rows WHERE NOT EXISTS (SELECT FROM $.wordless w WHERE w.member = batch.id)
                """, erased);
        // Each is found by an index of its own: of all that stands, and of the little that is hidden.
        String byAuthor = words + "FROM :rows WHERE contribution.author = batch.id AND NOT withdrawn AND ";
        tables.write(byAuthor + "NOT hidden", erased);
        tables.write(byAuthor + "hidden", erased);
        tables.write(words + """
                FROM :rows, $.wordless w
                WHERE contribution.id = batch.id AND w.member = contribution.author AND NOT withdrawn
                """, revised);
    }

    /** Whom a contribution answers and mentions, and where it is shared, each with the moment that feeds are ordered by. */
    private void flushBonds(Tables tables) {
        tables.write("""
                INSERT INTO $.answer (reply, answered, published_at, position)
                SELECT batch.id, c.author, batch.published_at, batch.position
                FROM :rows JOIN $.contribution c ON c.id = batch.in_reply_to AND c.author <> batch.author
                """, answers);
        tables.write("""
                INSERT INTO $.share (contribution, group_id, published_at)
                SELECT batch.contribution, batch.group_id, c.published_at
                FROM :rows JOIN $.contribution c ON c.id = batch.contribution
                """, shared);
        tables.write("""
                MERGE INTO $.mention m
                USING (SELECT batch.contribution, batch.member, c.published_at,
                              min(batch.mentioned_at) AS mentioned_at, min(batch.position) AS position
                       FROM :rows JOIN $.contribution c ON c.id = batch.contribution AND NOT c.withdrawn
                       GROUP BY batch.contribution, batch.member, c.published_at) batch
                ON m.contribution = batch.contribution AND m.member = batch.member
                WHEN MATCHED AND m.mentioned_at > batch.mentioned_at
                    THEN UPDATE SET mentioned_at = batch.mentioned_at
                WHEN NOT MATCHED THEN INSERT (contribution, member, mentioned_at, published_at, position)
                    VALUES (batch.contribution, batch.member, batch.mentioned_at, batch.published_at, batch.position)
                """, mentionsAgain);
    }

    /** The words go for good: what was withdrawn must not be readable in the view's tables either. */
    private void flushWithdrawals(Tables tables) {
        tables.write("""
                UPDATE $.contribution SET withdrawn = true, title = NULL, text = NULL, format = 'PLAIN', tags = '{}',
                                          language = NULL, links = '{}', mentions = '{}'
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                RETURNING contribution.author, contribution.in_reply_to, contribution.root, contribution.hidden
                """, withdrawn, row -> count(row, row.getBoolean("hidden") ? 0 : -1));
        tables.write("DELETE FROM $.mention USING :rows WHERE mention.contribution = batch.id", withdrawn);
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
