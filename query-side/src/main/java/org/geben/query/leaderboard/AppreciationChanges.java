package org.geben.query.leaderboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.query.Columns;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.geben.query.generation.Tally;
import org.jspecify.annotations.Nullable;

/** Appreciations. Taking away the stored ones and adding those that stand keeps every count derived from them right. */
final class AppreciationChanges {
    private final MemberChanges members;
    private final Facts<Fact> facts = new Facts<>();
    private final Tally<Bond> bonds = new Tally<>();
    private final Tally<Received> received = new Tally<>();

    AppreciationChanges(MemberChanges members) {
        this.members = members;
    }

    void given(AppreciationGiven event, Instant at) {
        facts.came(
                event.appreciationId().value(),
                new Fact(
                        event.appreciationId().value(),
                        event.giver() == null ? null : event.giver().value(),
                        event.receiver() == null ? null : event.receiver().value(),
                        event.kind().name(),
                        at));
    }

    void retracted(AppreciationRetracted event) {
        facts.went(event.appreciationId().value());
    }

    void flush(Tables tables) {
        tables.writeReturning("""
                        DELETE FROM $.appreciation a USING :rows WHERE a.id = batch.id
                        RETURNING a.id, giver, receiver, kind, given_at
                        """, facts.touchedRows(), AppreciationChanges::fact)
                .forEach(gone -> count(gone, -1));
        Rows standing = new Rows("id uuid", "giver uuid", "receiver uuid", "kind text", "given_at timestamptz");
        for (Fact fact : facts.standing()) {
            standing.add(fact.id, fact.giver, fact.receiver, fact.kind, fact.at);
            count(fact, 1);
        }
        tables.write("""
                INSERT INTO $.appreciation (id, giver, receiver, kind, given_at)
                SELECT id, giver, receiver, kind, given_at FROM :rows
                """, standing);
        flushBonds(tables);
        flushReceived(tables);
    }

    private void count(Fact fact, int change) {
        if (fact.giver != null) {
            members.given.add(fact.giver, change);
        }
        if (fact.receiver != null) {
            members.received.add(fact.receiver, change);
            received.add(new Received(fact.receiver, fact.kind), change);
            if (fact.giver == null) {
                members.unknownGivers.add(fact.receiver, change);
            } else {
                bonds.add(new Bond(fact.giver, fact.receiver), change);
            }
        }
    }

    /** A bond that was not there before adds a giver to its receiver, one that is gone afterwards takes a giver away. */
    private void flushBonds(Tables tables) {
        Rows changes = new Rows("giver uuid", "receiver uuid", "change bigint");
        bonds.forEachChange((bond, change) -> changes.add(bond.giver, bond.receiver, change));
        tables.writeReturning("""
                        SELECT batch.receiver, count(*) FILTER (WHERE b.giver IS NULL)
                                             - count(*) FILTER (WHERE b.appreciations + batch.change = 0) AS givers
                        FROM :rows LEFT JOIN $.bond b ON b.receiver = batch.receiver AND b.giver = batch.giver
                        GROUP BY batch.receiver
                        """, changes, (row, n) -> new Givers(Columns.id(row, "receiver"), row.getLong("givers")))
                .forEach(change -> members.givers.add(change.receiver, change.change));
        tables.write("""
                MERGE INTO $.bond b USING (SELECT * FROM :rows) batch
                ON b.receiver = batch.receiver AND b.giver = batch.giver
                WHEN MATCHED AND b.appreciations + batch.change = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET appreciations = b.appreciations + batch.change
                WHEN NOT MATCHED THEN INSERT (giver, receiver, appreciations)
                    VALUES (batch.giver, batch.receiver, batch.change)
                """, changes);
    }

    private void flushReceived(Tables tables) {
        Rows changes = new Rows("member uuid", "kind text", "change bigint");
        received.forEachChange((key, change) -> changes.add(key.member, key.kind, change));
        tables.write("""
                MERGE INTO $.received r USING (SELECT * FROM :rows) batch
                ON r.member = batch.member AND r.kind = batch.kind
                WHEN MATCHED AND r.appreciations + batch.change = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET appreciations = r.appreciations + batch.change
                WHEN NOT MATCHED THEN INSERT (member, kind, appreciations)
                    VALUES (batch.member, batch.kind, batch.change)
                """, changes);
    }

    private static Fact fact(ResultSet row, int n) throws SQLException {
        return new Fact(
                Columns.id(row, "id"),
                Columns.optionalId(row, "giver"),
                Columns.optionalId(row, "receiver"),
                row.getString("kind"),
                Columns.time(row, "given_at"));
    }

    private record Fact(
            UUID id, @Nullable UUID giver, @Nullable UUID receiver, String kind, Instant at) {}

    private record Bond(UUID giver, UUID receiver) {}

    private record Received(UUID member, String kind) {}

    private record Givers(UUID receiver, long change) {}
}
