package org.geben.query.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.query.Columns;
import org.geben.query.generation.Batch;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** The changes of one batch: what came first, then what became of it, then what this adds to what was given. */
final class HealthBatch implements Batch {
    final MemberChanges members;
    final TrainingChanges trainings;
    private final Given given;
    private final Rows groups;
    private final Latest access;
    private final Facts memberships;
    private final Rows contributions;
    private final Latest hidden;
    private final Latest withdrawn;
    private final Facts appreciations;

    HealthBatch(Buffers buffers, Tables tables) {
        members = new MemberChanges(buffers);
        trainings = new TrainingChanges(buffers);
        groups = buffers.inserts("community_group", "id uuid", "access text");
        access = buffers.latest("access", "id uuid", "access text");
        memberships = buffers.facts("membership", "id uuid", "group_id uuid", "member uuid");
        contributions = buffers.inserts(
                "contribution",
                "id uuid",
                "author uuid",
                "in_reply_to uuid",
                "root uuid",
                "group_id uuid",
                "published_at timestamptz");
        hidden = buffers.latest("hiding", "id uuid", "hidden boolean");
        withdrawn = buffers.latest("withdrawal", "id uuid");
        appreciations = buffers.facts(
                "appreciation",
                "id uuid",
                "giver uuid",
                "receiver uuid",
                "contribution uuid",
                "given_at timestamptz",
                "time_inferred boolean");
        given = Given.in(buffers, tables);
    }

    void founded(GroupFounded event) {
        groups.add(event.groupId().value(), event.access().name());
    }

    void described(GroupDescribed event) {
        access.put(event.groupId().value(), event.access().name());
    }

    void joined(GroupJoined event, boolean first) {
        memberships.came(
                first,
                event.membershipId().value(),
                event.groupId().value(),
                event.memberId().value());
    }

    void left(GroupLeft event) {
        memberships.went(event.membershipId().value());
    }

    void published(ContributionPublished event, Instant at) {
        contributions.add(
                event.contributionId().value(),
                event.author().value(),
                event.inReplyTo() == null ? null : event.inReplyTo().value(),
                event.root().value(),
                event.group() == null ? null : event.group().value(),
                at);
        given.contributed(1, event.contributionId().value());
    }

    void hidden(ContributionId contribution, boolean isHidden) {
        hidden.put(contribution.value(), isHidden);
    }

    void withdrawn(ContributionWithdrawn event) {
        withdrawn.put(event.contributionId().value());
    }

    void given(AppreciationGiven event, Instant at, boolean timeInferred, boolean first) {
        UUID id = event.appreciationId().value();
        UUID giver = event.giver() == null ? Given.NOBODY : event.giver().value();
        UUID receiver = event.receiver() == null ? null : event.receiver().value();
        UUID contribution = event.subject() instanceof Subject.OfContribution subject
                ? subject.id().value()
                : null;
        appreciations.came(first, id, giver, receiver, contribution, at, timeInferred);
        if (first && !timeInferred) {
            given.appreciated(1, giver, receiver, contribution, at);
        }
    }

    void gone(AppreciationId appreciation) {
        appreciations.went(appreciation.value());
    }

    @Override
    public void flush(Tables tables) {
        members.flush(tables);
        tables.write(
                "UPDATE $.community_group SET access = batch.access FROM :rows WHERE community_group.id = batch.id",
                access);
        memberships.flush(tables);
        tables.write("""
                UPDATE $.contribution c SET hidden = batch.hidden
                FROM :rows WHERE c.id = batch.id AND c.hidden <> batch.hidden
                RETURNING c.id, CASE WHEN c.withdrawn THEN 0 WHEN c.hidden THEN -1 ELSE 1 END AS times
                """, hidden, this::turned);
        tables.write("""
                UPDATE $.contribution c SET withdrawn = true FROM :rows WHERE c.id = batch.id AND NOT c.withdrawn
                RETURNING c.id, CASE WHEN c.hidden THEN 0 ELSE -1 END AS times
                """, withdrawn, this::turned);
        appreciations.flush(
                tables,
                "fact.giver, fact.receiver, fact.contribution, fact.given_at, fact.time_inferred",
                row -> appreciated(row, -1),
                row -> appreciated(row, 1));
        given.flush(tables);
    }

    /** It has come into sight, or gone out of it. */
    private void turned(ResultSet row) throws SQLException {
        given.contributed(row.getLong("times"), Columns.id(row, "id"));
    }

    private void appreciated(ResultSet row, long times) throws SQLException {
        if (!row.getBoolean("time_inferred")) {
            given.appreciated(
                    times,
                    Columns.id(row, "giver"),
                    Columns.optionalId(row, "receiver"),
                    Columns.optionalId(row, "contribution"),
                    Columns.time(row, "given_at"));
        }
    }
}
