package org.geben.query.leaderboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.query.Columns;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Contributions, and whether they answer another person; withdrawn ones stay known, for a reply may still arrive. */
final class ContributionChanges {
    private final MemberChanges members;
    private final Rows published = new Rows("id uuid", "author uuid", "in_reply_to uuid", "published_at timestamptz");
    private final Set<UUID> withdrawn = new LinkedHashSet<>();

    ContributionChanges(MemberChanges members) {
        this.members = members;
    }

    void published(ContributionPublished event, Instant at) {
        published.add(
                event.contributionId().value(),
                event.author().value(),
                event.inReplyTo() == null ? null : event.inReplyTo().value(),
                at);
    }

    void withdrawn(ContributionWithdrawn event) {
        withdrawn.add(event.contributionId().value());
    }

    void flush(Tables tables) {
        tables.writeReturning("""
                        WITH batch AS (SELECT * FROM :rows)
                        INSERT INTO $.contribution (id, author, published_at, answers, answers_program)
                        SELECT batch.id, batch.author, batch.published_at,
                               coalesce(answered.id <> batch.author AND NOT answered.automated, false),
                               coalesce(answered.automated AND NOT author.automated, false)
                        FROM batch
                        LEFT JOIN $.contribution stored ON stored.id = batch.in_reply_to
                        LEFT JOIN batch beside ON beside.id = batch.in_reply_to
                        LEFT JOIN $.member answered ON answered.id = coalesce(stored.author, beside.author)
                        LEFT JOIN $.member author ON author.id = batch.author
                        RETURNING author, answers
                        """, published, ContributionChanges::point).forEach(point -> count(point, 1));
        tables.writeReturning("""
                        UPDATE $.contribution SET withdrawn = true
                        FROM :rows WHERE contribution.id = batch.id AND NOT withdrawn
                        RETURNING author, answers
                        """, Facts.ids(withdrawn), ContributionChanges::point)
                .forEach(point -> count(point, -1));
    }

    private void count(Point point, int change) {
        members.contributions.add(point.author, change);
        if (point.answers) {
            members.replies.add(point.author, change);
        }
    }

    private static Point point(ResultSet row, int n) throws SQLException {
        return new Point(Columns.id(row, "author"), row.getBoolean("answers"));
    }

    private record Point(UUID author, boolean answers) {}
}
