package org.geben.query.feed;

import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.Subject;
import org.geben.query.Columns;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.geben.query.generation.Tally;
import org.jspecify.annotations.Nullable;

/** Appreciations, and how many of each kind a contribution has. */
final class AppreciationChanges {
    private final MemberChanges members;
    private final Facts<Fact> facts = new Facts<>();
    private final Tally<Counted> counts = new Tally<>();

    AppreciationChanges(MemberChanges members) {
        this.members = members;
    }

    void given(AppreciationGiven event) {
        facts.came(
                event.appreciationId().value(),
                new Fact(
                        event.appreciationId().value(),
                        event.subject() instanceof Subject.OfContribution contribution
                                ? contribution.id().value()
                                : null,
                        event.giver() == null ? null : event.giver().value(),
                        event.receiver() == null ? null : event.receiver().value(),
                        event.kind().name()));
    }

    void retracted(AppreciationRetracted event) {
        facts.went(event.appreciationId().value());
    }

    void flush(Tables tables) {
        tables.writeReturning(
                        """
                        DELETE FROM $.appreciation USING :rows WHERE appreciation.id = batch.id
                        RETURNING appreciation.id, contribution, giver, receiver, kind
                        """,
                        facts.touchedRows(),
                        (row, n) -> new Fact(
                                Columns.id(row, "id"),
                                Columns.optionalId(row, "contribution"),
                                Columns.optionalId(row, "giver"),
                                Columns.optionalId(row, "receiver"),
                                row.getString("kind")))
                .forEach(gone -> count(gone, -1));
        Rows standing = new Rows("id uuid", "contribution uuid", "giver uuid", "receiver uuid", "kind text");
        for (Fact fact : facts.standing()) {
            standing.add(fact.id, fact.contribution, fact.giver, fact.receiver, fact.kind);
            count(fact, 1);
        }
        tables.write("""
                INSERT INTO $.appreciation (id, contribution, giver, receiver, kind)
                SELECT id, contribution, giver, receiver, kind FROM :rows
                """, standing);
        flushCounts(tables);
    }

    private void count(Fact fact, int change) {
        if (fact.contribution != null) {
            counts.add(new Counted(fact.contribution, fact.kind), change);
        }
        if (fact.giver != null) {
            members.given.add(fact.giver, change);
        }
        if (fact.receiver != null) {
            members.received.add(fact.receiver, change);
        }
    }

    private void flushCounts(Tables tables) {
        Rows changes = new Rows("contribution uuid", "kind text", "change bigint");
        counts.forEachChange((key, change) -> changes.add(key.contribution, key.kind, change));
        tables.write("""
                MERGE INTO $.appreciation_count c USING (SELECT * FROM :rows) batch
                ON c.contribution = batch.contribution AND c.kind = batch.kind
                WHEN MATCHED AND c.appreciations + batch.change = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET appreciations = c.appreciations + batch.change
                WHEN NOT MATCHED THEN INSERT (contribution, kind, appreciations)
                    VALUES (batch.contribution, batch.kind, batch.change)
                """, changes);
    }

    private record Fact(
            UUID id,
            @Nullable UUID contribution,
            @Nullable UUID giver,
            @Nullable UUID receiver,
            String kind) {}

    private record Counted(UUID contribution, String kind) {}
}
