package org.geben.query.leaderboard;

import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Contributions, and whether they answer another person; withdrawn ones stay known, for a reply may still arrive. */
final class ContributionChanges {
    private final MemberChanges members;
    private final Rows roots;
    private final Rows replies;
    private final Latest withdrawn;

    ContributionChanges(Buffers buffers, MemberChanges members) {
        this.members = members;
        roots = buffers.inserts(
                "contribution",
                "id uuid",
                "author uuid",
                "published_at timestamptz",
                "answers boolean",
                "answers_program boolean");
        replies = buffers.rows(
                "reply",
                "id uuid",
                "author uuid",
                "in_reply_to uuid",
                "published_at timestamptz",
                "by_program boolean");
        withdrawn = buffers.latest("withdrawal", "id uuid");
    }

    void published(ContributionPublished event, Instant at) {
        UUID id = event.contributionId().value();
        UUID author = event.author().value();
        if (event.inReplyTo() == null) {
            roots.add(id, author, at, false, false);
        } else {
            replies.add(id, author, event.inReplyTo().value(), at, members.programs.contain(author));
        }
        members.count("contributions", author, 1);
    }

    void withdrawn(ContributionWithdrawn event) {
        withdrawn.put(event.contributionId().value());
    }

    void flush(Tables tables) {
        tables.write("""
                WITH batch AS (SELECT * FROM :rows), placed AS (
                    INSERT INTO $.contribution (id, author, published_at, answers, answers_program)
                    SELECT batch.id, batch.author, batch.published_at,
                           coalesce(answered.id <> batch.author AND NOT answered.automated, false),
                           coalesce(answered.automated AND NOT batch.by_program, false)
                    FROM batch
                    LEFT JOIN $.contribution stored ON stored.id = batch.in_reply_to
                    LEFT JOIN batch beside ON beside.id = batch.in_reply_to
                    LEFT JOIN $.member answered ON answered.id = coalesce(stored.author, beside.author)
                    RETURNING author, answers
                )
                SELECT author, count(*) AS replies FROM placed WHERE answers GROUP BY author
                """, replies, row -> members.count("replies", Columns.id(row, "author"), row.getLong("replies")));
        tables.write("""
                UPDATE $.contribution SET withdrawn = true
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                RETURNING author, answers
                """, withdrawn, row -> {
            UUID author = Columns.id(row, "author");
            members.count("contributions", author, -1);
            members.count("replies", author, row.getBoolean("answers") ? -1 : 0);
        });
    }
}
