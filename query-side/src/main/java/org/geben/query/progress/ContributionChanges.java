package org.geben.query.progress;

import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionId;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Contributions, and whom they answer; hidden and withdrawn ones stay known, for a reply may still arrive. */
final class ContributionChanges {
    private final Rows roots;
    private final Rows replies;
    private final Latest accepted;
    private final Latest hidden;
    private final Latest withdrawn;

    ContributionChanges(Buffers buffers) {
        roots = buffers.inserts("contribution", "id uuid", "author uuid", "kind text", "published_at timestamptz");
        replies = buffers.rows(
                "reply", "id uuid", "author uuid", "kind text", "in_reply_to uuid", "published_at timestamptz");
        accepted = buffers.latest("acceptance", "id uuid", "answer uuid", "at timestamptz");
        hidden = buffers.latest("hiding", "id uuid", "hidden boolean");
        withdrawn = buffers.latest("withdrawal", "id uuid");
    }

    void published(ContributionPublished event, Instant at) {
        UUID id = event.contributionId().value();
        UUID author = event.author().value();
        ContributionId parent = event.inReplyTo();
        if (parent == null) {
            roots.add(id, author, event.kind().name(), at);
        } else {
            replies.add(id, author, event.kind().name(), parent.value(), at);
        }
    }

    void accepted(AnswerAccepted event, Instant at) {
        accepted.put(event.contributionId().value(), event.answer().value(), at);
    }

    void hidden(ContributionId contribution, boolean isHidden) {
        hidden.put(contribution.value(), isHidden);
    }

    void withdrawn(ContributionId contribution) {
        withdrawn.put(contribution.value());
    }

    void flush(Tables tables) {
        tables.write("""
                WITH batch AS (SELECT * FROM :rows)
                INSERT INTO $.contribution (id, author, kind, answered, published_at)
                SELECT batch.id, batch.author, batch.kind,
                       CASE WHEN answered.id <> batch.author AND NOT answered.automated AND NOT by.automated
                            THEN answered.id END,
                       batch.published_at
                FROM batch
                LEFT JOIN $.contribution stored ON stored.id = batch.in_reply_to
                LEFT JOIN batch beside ON beside.id = batch.in_reply_to
                LEFT JOIN $.member answered ON answered.id = coalesce(stored.author, beside.author)
                LEFT JOIN $.member by ON by.id = batch.author
                """, replies);
        tables.write("""
                UPDATE $.contribution SET accepted_answer = batch.answer, accepted_at = batch.at
                FROM :rows WHERE contribution.id = batch.id
                """, accepted);
        tables.write(
                "UPDATE $.contribution SET hidden = batch.hidden FROM :rows WHERE contribution.id = batch.id", hidden);
        tables.write(
                "UPDATE $.contribution SET withdrawn = true FROM :rows WHERE contribution.id = batch.id", withdrawn);
    }
}
