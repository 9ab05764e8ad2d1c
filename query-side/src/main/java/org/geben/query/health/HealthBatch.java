package org.geben.query.health;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberId;
import org.geben.query.generation.Batch;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** The changes of one batch: what came first, then what became of it. */
final class HealthBatch implements Batch {
    private final Rows members = new Rows("id uuid", "automated boolean", "joined_at timestamptz");
    private final Map<MemberId, Boolean> presence = new LinkedHashMap<>();
    private final Set<UUID> groups = new LinkedHashSet<>();
    private final Facts<GroupJoined> memberships = new Facts<>();
    private final Rows contributions = new Rows(
            "id uuid", "author uuid", "in_reply_to uuid", "root uuid", "group_id uuid", "published_at timestamptz");
    private final Set<UUID> withdrawn = new LinkedHashSet<>();
    private final Facts<Given> appreciations = new Facts<>();

    void joined(MemberJoined event, Instant at) {
        members.add(event.memberId().value(), event.automated(), at);
    }

    void present(MemberId member, boolean present) {
        presence.put(member, present);
    }

    void founded(GroupFounded event) {
        groups.add(event.groupId().value());
    }

    void joined(GroupJoined event) {
        memberships.came(event.membershipId().value(), event);
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
    }

    void withdrawn(ContributionWithdrawn event) {
        withdrawn.add(event.contributionId().value());
    }

    void given(AppreciationGiven event, Instant at, boolean timeInferred) {
        appreciations.came(event.appreciationId().value(), new Given(event, at, timeInferred));
    }

    void retracted(AppreciationRetracted event) {
        appreciations.went(event.appreciationId().value());
    }

    @Override
    public void flush(Tables tables) {
        flushMembers(tables);
        flushGroups(tables);
        tables.write("""
                INSERT INTO $.contribution (id, author, in_reply_to, root, group_id, published_at)
                SELECT id, author, in_reply_to, root, group_id, published_at FROM :rows
                """, contributions);
        tables.write(
                "UPDATE $.contribution SET withdrawn = true FROM :rows WHERE contribution.id = batch.id",
                Facts.ids(withdrawn));
        flushAppreciations(tables);
    }

    private void flushMembers(Tables tables) {
        tables.write("""
                INSERT INTO $.member (id, automated, joined_at) SELECT id, automated, joined_at FROM :rows
                """, members);
        Rows present = new Rows("id uuid", "present boolean");
        presence.forEach((id, here) -> present.add(id.value(), here));
        tables.write("UPDATE $.member SET present = batch.present FROM :rows WHERE member.id = batch.id", present);
    }

    private void flushGroups(Tables tables) {
        tables.write("INSERT INTO $.community_group (id) SELECT id FROM :rows", Facts.ids(groups));
        tables.write("DELETE FROM $.membership USING :rows WHERE membership.id = batch.id", memberships.touchedRows());
        Rows standing = new Rows("id uuid", "group_id uuid", "member uuid");
        memberships
                .standing()
                .forEach(membership -> standing.add(
                        membership.membershipId().value(),
                        membership.groupId().value(),
                        membership.memberId().value()));
        tables.write(
                "INSERT INTO $.membership (id, group_id, member) SELECT id, group_id, member FROM :rows", standing);
    }

    private void flushAppreciations(Tables tables) {
        tables.write(
                "DELETE FROM $.appreciation USING :rows WHERE appreciation.id = batch.id", appreciations.touchedRows());
        Rows standing = new Rows(
                "id uuid",
                "giver uuid",
                "receiver uuid",
                "contribution uuid",
                "given_at timestamptz",
                "time_inferred boolean");
        for (Given given : appreciations.standing()) {
            AppreciationGiven event = given.event;
            standing.add(
                    event.appreciationId().value(),
                    event.giver() == null ? null : event.giver().value(),
                    event.receiver() == null ? null : event.receiver().value(),
                    event.subject() instanceof Subject.OfContribution contribution
                            ? contribution.id().value()
                            : null,
                    given.at,
                    given.timeInferred);
        }
        tables.write("""
                INSERT INTO $.appreciation (id, giver, receiver, contribution, given_at, time_inferred)
                SELECT id, giver, receiver, contribution, given_at, time_inferred FROM :rows
                """, standing);
    }

    private record Given(AppreciationGiven event, Instant at, boolean timeInferred) {}
}
