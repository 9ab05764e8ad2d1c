package org.geben.benchmarks.rebuild.conventional;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.geben.kernel.Envelope;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;

/** The facts that the metrics are computed from, statement by statement. */
@ProcessingGroup("health")
final class ConventionalHealth {
    /** As the view names a giver whom nobody knows. */
    private static final UUID UNKNOWN = new UUID(0, 0);

    private final View view;

    ConventionalHealth(View view) {
        this.view = view;
    }

    @EventHandler
    void on(MemberJoined event, @Timestamp Instant at) {
        view.run(
                "INSERT INTO $.member (id, automated, joined_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
                event.memberId().value(),
                event.automated(),
                at);
    }

    @EventHandler
    void on(MemberLeft event) {
        view.run(
                "UPDATE $.member SET present = false, absences = 1 WHERE id = ?",
                event.memberId().value());
    }

    @EventHandler
    void on(MemberReturned event) {
        view.run(
                "UPDATE $.member SET present = true, absences = 0 WHERE id = ?",
                event.memberId().value());
    }

    @EventHandler
    void on(GroupFounded event) {
        view.run(
                "INSERT INTO $.community_group (id, access) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                event.groupId().value(),
                event.access().name());
    }

    @EventHandler
    void on(GroupJoined event) {
        view.run(
                "INSERT INTO $.membership (id, group_id, member) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
                event.membershipId().value(),
                event.groupId().value(),
                event.memberId().value());
    }

    @EventHandler
    void on(GroupLeft event) {
        view.run("DELETE FROM $.membership WHERE id = ?", event.membershipId().value());
    }

    @EventHandler
    void on(ContributionPublished event, @Timestamp Instant at) {
        view.run(
                """
                INSERT INTO $.contribution (id, author, in_reply_to, root, group_id, published_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """,
                event.contributionId().value(),
                event.author().value(),
                event.inReplyTo() == null ? null : event.inReplyTo().value(),
                event.root().value(),
                event.group() == null ? null : event.group().value(),
                at);
    }

    @EventHandler
    void on(ContributionWithdrawn event) {
        view.run(
                "UPDATE $.contribution SET withdrawn = true WHERE id = ?",
                event.contributionId().value());
    }

    @EventHandler
    void on(AppreciationGiven event, @Timestamp Instant at, MetaData metaData) {
        AppreciationColumns given = AppreciationColumns.of(event);
        view.run(
                """
                INSERT INTO $.appreciation (id, giver, receiver, contribution, given_at, time_inferred)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """,
                given.id(),
                given.giver() == null ? UNKNOWN : given.giver(),
                given.receiver(),
                given.contribution(),
                at,
                Envelope.isTimeInferred(metaData));
    }

    @EventHandler
    void on(AppreciationRetracted event) {
        view.run(
                "DELETE FROM $.appreciation WHERE id = ?",
                event.appreciationId().value());
    }
}
