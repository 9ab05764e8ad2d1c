package org.geben.query.search;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Trace;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The words of contributions. What an erasure leaves is no word that anybody wrote, and is not found as one; what was
 * written in the very moment of the erasure, and recorded behind it, has no words either. What is withdrawn loses them,
 * what is hidden keeps them for the day on which it is restored.
 */
final class ContributionChanges {
    private static final String NOTHING = "";

    private final Tables before;
    private final Rows published;
    private final Latest revised;
    private final Latest hidden;
    private final Rows shared;
    private final Latest withdrawn;
    private final Latest erased;
    private @Nullable Set<UUID> wordless;

    ContributionChanges(Buffers buffers, Tables before) {
        this.before = before;
        published = buffers.inserts(
                "contribution",
                "id uuid",
                "kind text",
                "author uuid",
                "root uuid",
                "group_id uuid",
                "title text",
                "text text",
                "language text",
                "dictionary text",
                "published_at timestamptz");
        revised = buffers.latest("revision", "id uuid", "title text", "text text", "language text", "dictionary text");
        hidden = buffers.latest("hiding", "id uuid", "hidden boolean");
        shared = buffers.inserts("share", "contribution uuid", "group_id uuid");
        withdrawn = buffers.latest("withdrawal", "id uuid");
        erased = buffers.latest("erased_author", "id uuid");
    }

    void published(ContributionPublished event, Instant at) {
        UUID author = event.author().value();
        Content content = isWordless(author) ? Content.plain(NOTHING) : event.content();
        published.add(
                event.contributionId().value(),
                event.kind().name(),
                author,
                event.root().value(),
                event.group() == null ? null : event.group().value(),
                content.title(),
                text(content),
                Dictionary.language(content.language()),
                Dictionary.of(content.language()).configuration(),
                at);
    }

    void revised(ContributionRevised event) {
        Content content = event.content();
        revised.put(
                event.contributionId().value(),
                content.title(),
                text(content),
                Dictionary.language(content.language()),
                Dictionary.of(content.language()).configuration());
    }

    private static String text(Content content) {
        return content.text().equals(Trace.ERASED_TEXT) ? NOTHING : content.text();
    }

    /** Before the batch; they are few, and looked up when it first asks. */
    private boolean isWordless(UUID author) {
        if (wordless == null) {
            wordless = new HashSet<>(before.sql("SELECT member FROM $.wordless")
                    .query((row, n) -> Columns.id(row, "member"))
                    .list());
        }
        return wordless.contains(author);
    }

    void hidden(ContributionId contribution, boolean isHidden) {
        hidden.put(contribution.value(), isHidden);
    }

    void shared(ContributionShared event) {
        shared.add(event.contributionId().value(), event.group().value());
    }

    void withdrawn(ContributionId contribution) {
        withdrawn.put(contribution.value());
    }

    void erased(MemberId author) {
        erased.put(author.value());
    }

    void flush(Tables tables) {
        String silence = "UPDATE $.contribution SET title = NULL, text = '', language = NULL, dictionary = 'simple' ";
        tables.write("""
                UPDATE $.contribution SET title = batch.title, text = batch.text, language = batch.language,
                                          dictionary = batch.dictionary
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                """, revised);
        tables.write("""
                INSERT INTO $.wordless (member)
                SELECT batch.id FROM :rows WHERE NOT EXISTS (SELECT FROM $.wordless w WHERE w.member = batch.id)
                """, erased);
        tables.write(silence + "FROM :rows WHERE contribution.author = batch.id", erased);
        tables.write(silence + """
                FROM :rows, $.wordless w WHERE contribution.id = batch.id AND w.member = contribution.author
                """, revised);
        tables.write(
                "UPDATE $.contribution SET hidden = batch.hidden FROM :rows WHERE contribution.id = batch.id", hidden);
        tables.write(silence + ", withdrawn = true FROM :rows WHERE contribution.id = batch.id", withdrawn);
    }
}
