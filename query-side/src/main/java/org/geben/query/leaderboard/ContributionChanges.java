package org.geben.query.leaderboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Contributions, and whether they answer another person; hidden and withdrawn ones stay known, for a reply may still arrive. */
final class ContributionChanges {
    private final MemberChanges members;
    private final ScoringRules rules;
    private final Rows roots;
    private final Rows replies;
    private final Latest hidden;
    private final Latest withdrawn;

    ContributionChanges(Buffers buffers, MemberChanges members, ScoringRules rules) {
        this.members = members;
        this.rules = rules;
        roots = buffers.inserts(
                "contribution",
                "id uuid",
                "author uuid",
                "kind text",
                "published_at timestamptz",
                "answers boolean",
                "answers_program boolean");
        replies = buffers.rows(
                "reply",
                "id uuid",
                "author uuid",
                "kind text",
                "in_reply_to uuid",
                "published_at timestamptz",
                "by_program boolean");
        hidden = buffers.latest("hiding", "id uuid", "hidden boolean");
        withdrawn = buffers.latest("withdrawal", "id uuid");
    }

    void published(ContributionPublished event, Instant at) {
        UUID id = event.contributionId().value();
        UUID author = event.author().value();
        if (event.inReplyTo() == null) {
            roots.add(id, author, event.kind().name(), at, false, false);
        } else {
            UUID parent = event.inReplyTo().value();
            replies.add(id, author, event.kind().name(), parent, at, members.programs.contain(author));
        }
        count(author, event.kind(), 1);
    }

    private void count(UUID author, ContributionKind kind, int change) {
        members.count("contributions", author, change);
        members.count(
                "contributing",
                author,
                change * rules.contributing().contribution().of(kind));
    }

    private void countReplies(UUID author, long change) {
        members.count("replies", author, change);
        members.count("giving", author, change * rules.giving().reply());
    }

    void hidden(ContributionId contribution, boolean isHidden) {
        hidden.put(contribution.value(), isHidden);
    }

    void withdrawn(ContributionWithdrawn event) {
        withdrawn.put(event.contributionId().value());
    }

    void flush(Tables tables) {
        tables.write("""
                WITH batch AS (SELECT * FROM :rows), placed AS (
                    INSERT INTO $.contribution (id, author, kind, published_at, answers, answers_program)
                    SELECT batch.id, batch.author, batch.kind, batch.published_at,
                           coalesce(answered.id <> batch.author AND NOT answered.automated, false),
                           coalesce(answered.automated AND NOT batch.by_program, false)
                    FROM batch
                    LEFT JOIN $.contribution stored ON stored.id = batch.in_reply_to
                    LEFT JOIN batch beside ON beside.id = batch.in_reply_to
                    LEFT JOIN $.member answered ON answered.id = coalesce(stored.author, beside.author)
                    RETURNING author, answers
                )
                SELECT author, count(*) AS replies FROM placed WHERE answers GROUP BY author
                """, replies, row -> countReplies(Columns.id(row, "author"), row.getLong("replies")));
        tables.write("""
                UPDATE $.contribution SET hidden = batch.hidden
                FROM :rows WHERE contribution.id = batch.id AND contribution.hidden <> batch.hidden AND NOT withdrawn
                RETURNING author, kind, answers, contribution.hidden
                """, hidden, row -> countVisible(row, row.getBoolean("hidden") ? -1 : 1));
        tables.write("""
                UPDATE $.contribution SET withdrawn = true
                FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                RETURNING author, kind, answers, hidden
                """, withdrawn, row -> countVisible(row, row.getBoolean("hidden") ? 0 : -1));
    }

    private void countVisible(ResultSet row, int change) throws SQLException {
        UUID author = Columns.id(row, "author");
        count(author, ContributionKind.valueOf(row.getString("kind")), change);
        countReplies(author, row.getBoolean("answers") ? change : 0);
    }
}
