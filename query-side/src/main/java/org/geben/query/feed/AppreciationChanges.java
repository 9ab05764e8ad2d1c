package org.geben.query.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Appreciations, and of each kind that a contribution has how many there are, when the last was given and where the log
 * has the last. These go on as they come; where some have gone, they are those of what remains.
 */
final class AppreciationChanges {
    private final MemberChanges members;
    private final Facts facts;
    private final Rows counts;

    AppreciationChanges(Buffers buffers, MemberChanges members) {
        this.members = members;
        facts = buffers.facts(
                "appreciation",
                "id uuid",
                "contribution uuid",
                "giver uuid",
                "receiver uuid",
                "kind text",
                "given_at timestamptz",
                "time_inferred boolean",
                "position bigint");
        counts = buffers.rows(
                "appreciation_change",
                "contribution uuid",
                "kind text",
                "receiver uuid",
                "given_at timestamptz",
                "position bigint",
                "change bigint");
    }

    void given(AppreciationGiven event, Instant at, boolean timeInferred, long position, boolean first) {
        UUID id = event.appreciationId().value();
        UUID contribution = event.subject() instanceof Subject.OfContribution subject
                ? subject.id().value()
                : null;
        UUID giver = event.giver() == null ? null : event.giver().value();
        UUID receiver = event.receiver() == null ? null : event.receiver().value();
        String kind = event.kind().name();
        facts.came(first, id, contribution, giver, receiver, kind, at, timeInferred, position);
        if (first) {
            count(contribution, giver, receiver, kind, at, position, 1);
        }
    }

    void gone(AppreciationId appreciation) {
        facts.went(appreciation.value());
    }

    void flush(Tables tables) {
        facts.flush(
                tables,
                "fact.contribution, fact.giver, fact.receiver, fact.kind, fact.given_at, fact.position",
                row -> count(row, -1),
                row -> count(row, 1));
        tables.write("""
                MERGE INTO $.appreciation_count c USING (
                    WITH changed AS (
                        SELECT batch.contribution, batch.kind, max(batch.receiver::text)::uuid AS receiver,
                               sum(batch.change)::bigint AS change, bool_or(batch.change < 0) AS has_lost,
                               max(batch.given_at) FILTER (WHERE batch.change > 0) AS last_at,
                               max(batch.position) FILTER (WHERE batch.change > 0) AS position
                        FROM :rows GROUP BY batch.contribution, batch.kind
                    ), remaining AS (
                        SELECT a.contribution, a.kind, max(a.given_at) AS last_at, max(a.position) AS position
                        FROM changed JOIN $.appreciation a
                          ON a.contribution = changed.contribution AND a.kind = changed.kind
                        WHERE changed.has_lost GROUP BY a.contribution, a.kind
                    )
                    SELECT changed.*, remaining.last_at AS remaining_at, remaining.position AS remaining_position
                    FROM changed LEFT JOIN remaining
                      ON remaining.contribution = changed.contribution AND remaining.kind = changed.kind
                ) batch
                ON c.contribution = batch.contribution AND c.kind = batch.kind
                WHEN MATCHED AND c.appreciations + batch.change = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET
                    appreciations = c.appreciations + batch.change,
                    last_at = coalesce(batch.remaining_at, greatest(c.last_at, batch.last_at)),
                    position = coalesce(batch.remaining_position, greatest(c.position, batch.position))
                WHEN NOT MATCHED AND batch.change > 0 THEN
                    INSERT (contribution, kind, receiver, appreciations, last_at, position)
                    VALUES (batch.contribution, batch.kind, batch.receiver, batch.change,
                            coalesce(batch.remaining_at, batch.last_at),
                            coalesce(batch.remaining_position, batch.position))
                """, counts);
    }

    private void count(ResultSet row, int change) throws SQLException {
        count(
                Columns.optionalId(row, "contribution"),
                Columns.optionalId(row, "giver"),
                Columns.optionalId(row, "receiver"),
                row.getString("kind"),
                Columns.time(row, "given_at"),
                row.getLong("position"),
                change);
    }

    private void count(
            @Nullable UUID contribution,
            @Nullable UUID giver,
            @Nullable UUID receiver,
            String kind,
            Instant at,
            long position,
            int change) {
        if (contribution != null) {
            counts.add(contribution, kind, receiver, at, position, (long) change);
        }
        if (giver != null) {
            members.gave(giver, change);
        }
        if (receiver != null) {
            members.received(receiver, change);
        }
    }
}
