package org.geben.query.leaderboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/** Appreciations; those that a program gave or received are kept, but count for nobody. */
final class AppreciationChanges {
    private final MemberChanges members;
    private final ScoringRules rules;
    private final Facts facts;
    private final Sums bonds;
    private final Sums received;

    AppreciationChanges(Buffers buffers, MemberChanges members, ScoringRules rules) {
        this.members = members;
        this.rules = rules;
        facts = buffers.facts(
                "appreciation",
                "id uuid",
                "giver uuid",
                "receiver uuid",
                "kind text",
                "given_at timestamptz",
                "time_inferred boolean",
                "automated boolean");
        bonds = buffers.sums("bond_change", "giver uuid", "receiver uuid", "appreciations bigint");
        received = buffers.sums("received_change", "member uuid", "kind text", "appreciations bigint");
    }

    void given(AppreciationGiven event, Instant at, boolean timeInferred, boolean first) {
        UUID id = event.appreciationId().value();
        UUID giver = event.giver() == null ? null : event.giver().value();
        UUID receiver = event.receiver() == null ? null : event.receiver().value();
        boolean automated = members.programs.contain(giver) || members.programs.contain(receiver);
        facts.came(first, id, giver, receiver, event.kind().name(), at, timeInferred, automated);
        if (first) {
            count(giver, receiver, event.kind(), automated, 1);
        }
    }

    void gone(AppreciationId appreciation) {
        facts.went(appreciation.value());
    }

    void flush(Tables tables) {
        facts.flush(
                tables,
                "fact.giver, fact.receiver, fact.kind, fact.automated",
                row -> count(row, -1),
                row -> count(row, 1));
        flushBonds(tables);
        tables.write("""
                MERGE INTO $.received r USING (SELECT * FROM :rows) batch
                ON r.member = batch.member AND r.kind = batch.kind
                WHEN MATCHED AND r.appreciations + batch.appreciations = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET appreciations = r.appreciations + batch.appreciations
                WHEN NOT MATCHED THEN INSERT (member, kind, appreciations)
                    VALUES (batch.member, batch.kind, batch.appreciations)
                """, received);
    }

    private void count(ResultSet row, int change) throws SQLException {
        count(
                Columns.optionalId(row, "giver"),
                Columns.optionalId(row, "receiver"),
                AppreciationKind.valueOf(row.getString("kind")),
                row.getBoolean("automated"),
                change);
    }

    private void count(
            @Nullable UUID giver, @Nullable UUID receiver, AppreciationKind kind, boolean automated, int change) {
        if (automated) {
            return;
        }
        if (giver != null) {
            members.count("given", giver, change);
            members.count(
                    "giving", giver, change * rules.giving().appreciation().of(kind));
        }
        if (receiver != null) {
            members.count("received", receiver, change);
            members.count(
                    "appreciated",
                    receiver,
                    change * rules.appreciated().appreciation().of(kind));
            received.add("appreciations", change, receiver, kind.name());
            if (giver == null) {
                members.count("unknown_givers", receiver, change);
            } else {
                bonds.add("appreciations", change, giver, receiver);
            }
        }
    }

    /** A bond that was not there before adds a giver to its receiver, one that is gone afterwards takes a giver away. */
    private void flushBonds(Tables tables) {
        tables.write("""
                WITH change AS MATERIALIZED (
                    SELECT batch.giver, batch.receiver, b.giver IS NULL AS is_new,
                           coalesce(b.appreciations, 0) + batch.appreciations AS appreciations
                    FROM :rows LEFT JOIN $.bond b ON b.receiver = batch.receiver AND b.giver = batch.giver
                ), come AS (
                    INSERT INTO $.bond (giver, receiver, appreciations)
                    SELECT giver, receiver, appreciations FROM change WHERE is_new
                ), gone AS (
                    DELETE FROM $.bond b USING change c
                    WHERE c.appreciations = 0 AND b.receiver = c.receiver AND b.giver = c.giver
                ), other AS (
                    UPDATE $.bond b SET appreciations = c.appreciations FROM change c
                    WHERE c.appreciations > 0 AND NOT c.is_new AND b.receiver = c.receiver AND b.giver = c.giver
                )
                SELECT receiver, count(*) FILTER (WHERE is_new) - count(*) FILTER (WHERE appreciations = 0) AS givers
                FROM change GROUP BY receiver
                """, bonds, row -> countGivers(Columns.id(row, "receiver"), row.getLong("givers")));
    }

    private void countGivers(UUID receiver, long change) {
        members.count("givers", receiver, change);
        members.count("appreciated", receiver, change * rules.appreciated().giver());
    }
}
