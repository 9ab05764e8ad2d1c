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

/**
 * Appreciations; those that a program gave or received are kept, but count for nobody. Taking away the stored ones and adding those that stand
 * keeps every count derived from them right.
 */
final class AppreciationChanges {
    private final MemberChanges members;
    private final Facts<Fact> facts = new Facts<>();
    private final Tally<Bond> bonds = new Tally<>();
    private final Tally<Received> received = new Tally<>();

    AppreciationChanges(MemberChanges members) {
        this.members = members;
    }

    void given(AppreciationGiven event, Instant at, boolean timeInferred) {
        facts.came(event.appreciationId().value(), new Fact(event, at, timeInferred));
    }

    void retracted(AppreciationRetracted event) {
        facts.went(event.appreciationId().value());
    }

    void flush(Tables tables) {
        tables.writeReturning("""
                        DELETE FROM $.appreciation a USING :rows WHERE a.id = batch.id
                        RETURNING giver, receiver, kind, automated
                        """, facts.touchedRows(), AppreciationChanges::points)
                .forEach(gone -> count(gone, -1));
        tables.writeReturning("""
                        INSERT INTO $.appreciation (id, giver, receiver, kind, given_at, time_inferred, automated)
                        SELECT batch.id, batch.giver, batch.receiver, batch.kind, batch.given_at, batch.time_inferred,
                               coalesce(g.automated, false) OR coalesce(r.automated, false)
                        FROM :rows LEFT JOIN $.member g ON g.id = batch.giver
                                   LEFT JOIN $.member r ON r.id = batch.receiver
                        RETURNING giver, receiver, kind, automated
                        """, standing(), AppreciationChanges::points).forEach(come -> count(come, 1));
        flushBonds(tables);
        flushReceived(tables);
    }

    private Rows standing() {
        Rows standing = new Rows(
                "id uuid", "giver uuid", "receiver uuid", "kind text", "given_at timestamptz", "time_inferred boolean");
        for (Fact fact : facts.standing()) {
            AppreciationGiven event = fact.event;
            standing.add(
                    event.appreciationId().value(),
                    event.giver() == null ? null : event.giver().value(),
                    event.receiver() == null ? null : event.receiver().value(),
                    event.kind().name(),
                    fact.at,
                    fact.timeInferred);
        }
        return standing;
    }

    private void count(Points points, int change) {
        if (points.automated) {
            return;
        }
        if (points.giver != null) {
            members.given.add(points.giver, change);
        }
        if (points.receiver != null) {
            members.received.add(points.receiver, change);
            received.add(new Received(points.receiver, points.kind), change);
            if (points.giver == null) {
                members.unknownGivers.add(points.receiver, change);
            } else {
                bonds.add(new Bond(points.giver, points.receiver), change);
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

    private static Points points(ResultSet row, int n) throws SQLException {
        return new Points(
                Columns.optionalId(row, "giver"),
                Columns.optionalId(row, "receiver"),
                row.getString("kind"),
                row.getBoolean("automated"));
    }

    private record Fact(AppreciationGiven event, Instant at, boolean timeInferred) {}

    private record Points(@Nullable UUID giver, @Nullable UUID receiver, String kind, boolean automated) {}

    private record Bond(UUID giver, UUID receiver) {}

    private record Received(UUID member, String kind) {}

    private record Givers(UUID receiver, long change) {}
}
