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
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/** Appreciations, and how many of each kind a contribution has. */
final class AppreciationChanges {
    private final MemberChanges members;
    private final Facts facts;
    private final Sums counts;

    AppreciationChanges(Buffers buffers, MemberChanges members) {
        this.members = members;
        facts = buffers.facts(
                "appreciation",
                "id uuid",
                "contribution uuid",
                "giver uuid",
                "receiver uuid",
                "kind text",
                "given_at timestamptz");
        counts = buffers.sums("appreciation_change", "contribution uuid", "kind text", "appreciations bigint");
    }

    void given(AppreciationGiven event, Instant at, boolean first) {
        UUID id = event.appreciationId().value();
        UUID contribution = event.subject() instanceof Subject.OfContribution subject
                ? subject.id().value()
                : null;
        UUID giver = event.giver() == null ? null : event.giver().value();
        UUID receiver = event.receiver() == null ? null : event.receiver().value();
        String kind = event.kind().name();
        facts.came(first, id, contribution, giver, receiver, kind, at);
        if (first) {
            count(contribution, giver, receiver, kind, 1);
        }
    }

    void gone(AppreciationId appreciation) {
        facts.went(appreciation.value());
    }

    void flush(Tables tables) {
        facts.flush(
                tables,
                "fact.contribution, fact.giver, fact.receiver, fact.kind",
                row -> count(row, -1),
                row -> count(row, 1));
        tables.write("""
                MERGE INTO $.appreciation_count c USING (SELECT * FROM :rows) batch
                ON c.contribution = batch.contribution AND c.kind = batch.kind
                WHEN MATCHED AND c.appreciations + batch.appreciations = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET appreciations = c.appreciations + batch.appreciations
                WHEN NOT MATCHED THEN INSERT (contribution, kind, appreciations)
                    VALUES (batch.contribution, batch.kind, batch.appreciations)
                """, counts);
    }

    private void count(ResultSet row, int change) throws SQLException {
        count(
                Columns.optionalId(row, "contribution"),
                Columns.optionalId(row, "giver"),
                Columns.optionalId(row, "receiver"),
                row.getString("kind"),
                change);
    }

    private void count(
            @Nullable UUID contribution, @Nullable UUID giver, @Nullable UUID receiver, String kind, int change) {
        if (contribution != null) {
            counts.add("appreciations", change, contribution, kind);
        }
        if (giver != null) {
            members.gave(giver, change);
        }
        if (receiver != null) {
            members.received(receiver, change);
        }
    }
}
