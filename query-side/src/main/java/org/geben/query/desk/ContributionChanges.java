package org.geben.query.desk;

import java.time.Instant;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Contributions by their titles; one that is withdrawn, or whose author's words are erased, has none any more. */
final class ContributionChanges {
    private final Rows published;
    private final Latest revised;
    private final Latest erased;
    private final Latest hidden;
    private final Latest withdrawn;

    ContributionChanges(Buffers buffers) {
        published = buffers.inserts(
                "contribution",
                "id uuid",
                "author uuid",
                "kind text",
                "in_reply_to uuid",
                "title text",
                "group_id uuid",
                "published_at timestamptz");
        revised = buffers.latest("revision", "id uuid", "title text");
        erased = buffers.latest("erased_author", "id uuid");
        hidden = buffers.latest("hiding", "id uuid", "hidden boolean");
        withdrawn = buffers.latest("withdrawal", "id uuid");
    }

    void published(ContributionPublished event, Instant at) {
        published.add(
                event.contributionId().value(),
                event.author().value(),
                event.kind().name(),
                event.inReplyTo() == null ? null : event.inReplyTo().value(),
                event.content().title(),
                event.group() == null ? null : event.group().value(),
                at);
    }

    void revised(ContributionRevised event) {
        revised.put(event.contributionId().value(), event.content().title());
    }

    void erased(MemberId author) {
        erased.put(author.value());
    }

    void hidden(ContributionId contribution, boolean isHidden) {
        hidden.put(contribution.value(), isHidden);
    }

    void withdrawn(ContributionId contribution) {
        withdrawn.put(contribution.value());
    }

    void flush(Tables tables) {
        tables.write("""
                UPDATE $.contribution SET title = batch.title
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                """, revised);
        tables.write("UPDATE $.contribution SET title = NULL FROM :rows WHERE contribution.author = batch.id", erased);
        tables.write(
                "UPDATE $.contribution SET hidden = batch.hidden FROM :rows WHERE contribution.id = batch.id", hidden);
        tables.write("""
                UPDATE $.contribution SET withdrawn = true, title = NULL FROM :rows WHERE contribution.id = batch.id
                """, withdrawn);
    }
}
