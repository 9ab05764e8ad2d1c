package org.geben.query.health;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.geben.kernel.Envelope;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.MemberEvent.DigitalComfortDeclared;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.Role;
import org.geben.kernel.pledge.PledgeEvent.PledgeChanged;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.kernel.training.SessionEvent.TrainingCompleted;
import org.geben.kernel.training.TrainingEvent.TrainingOffered;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Projection;
import org.geben.query.generation.Tables;

/**
 * Folds the facts that the metrics are computed from: who said and who appreciated what, when, and whether it still
 * stands; and beside them what each gave to each other. The batch is written with the generation's
 * position and token, so each event counts once.
 */
final class HealthProjection implements Projection<HealthBatch> {
    static final String NAME = "health";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 7;
    }

    @Override
    public HealthBatch batch(Buffers buffers, Tables tables) {
        return new HealthBatch(buffers, tables);
    }

    @EventHandler
    void on(MemberJoined event, @Timestamp Instant at, HealthBatch batch) {
        batch.members.joined(event, at);
    }

    @EventHandler
    void on(MemberLeft event, @Timestamp Instant at, HealthBatch batch) {
        batch.members.absent(event.memberId(), at);
    }

    @EventHandler
    void on(MemberReturned event, @Timestamp Instant at, HealthBatch batch) {
        batch.members.back(event.memberId(), at);
    }

    @EventHandler
    void on(MemberSuspended event, @Timestamp Instant at, HealthBatch batch) {
        batch.members.absent(event.memberId(), at);
    }

    @EventHandler
    void on(MemberReinstated event, @Timestamp Instant at, HealthBatch batch) {
        batch.members.back(event.memberId(), at);
    }

    @EventHandler
    void on(MemberErased event, @Timestamp Instant at, HealthBatch batch) {
        batch.members.erased(event.memberId(), at);
    }

    @EventHandler
    void on(RoleGranted event, HealthBatch batch) {
        if (event.role() == Role.LEADER) {
            batch.members.leads(event.memberId(), true);
        }
    }

    @EventHandler
    void on(RoleRevoked event, HealthBatch batch) {
        if (event.role() == Role.LEADER) {
            batch.members.leads(event.memberId(), false);
        }
    }

    @EventHandler
    void on(DigitalComfortDeclared event, @SequenceNumber long sequence, @Timestamp Instant at, HealthBatch batch) {
        batch.members.declared(event.memberId(), sequence, event.comfort(), at);
    }

    @EventHandler
    void on(TrainingOffered event, HealthBatch batch) {
        batch.trainings.offered(event);
    }

    @EventHandler
    void on(TrainingCompleted event, @Timestamp Instant at, HealthBatch batch) {
        batch.trainings.completed(event, at);
    }

    @EventHandler
    void on(PledgeMade event, @SequenceNumber long sequence, HealthBatch batch) {
        batch.trainings.pledged(event.leader(), sequence, event.pledge());
    }

    @EventHandler
    void on(PledgeChanged event, @SequenceNumber long sequence, HealthBatch batch) {
        batch.trainings.pledged(event.leader(), sequence, event.pledge());
    }

    @EventHandler
    void on(PledgeEnded event, @SequenceNumber long sequence, @Timestamp Instant at, HealthBatch batch) {
        batch.trainings.pledgeEnded(event.leader(), sequence, at);
    }

    @EventHandler
    void on(GroupFounded event, HealthBatch batch) {
        batch.founded(event);
    }

    @EventHandler
    void on(GroupDescribed event, HealthBatch batch) {
        batch.described(event);
    }

    @EventHandler
    void on(GroupJoined event, @SequenceNumber long sequence, HealthBatch batch) {
        batch.joined(event, sequence == 0);
    }

    @EventHandler
    void on(GroupLeft event, HealthBatch batch) {
        batch.left(event);
    }

    @EventHandler
    void on(ContributionPublished event, @Timestamp Instant at, HealthBatch batch) {
        batch.published(event, at);
    }

    @EventHandler
    void on(ContributionWithdrawn event, HealthBatch batch) {
        batch.withdrawn(event);
    }

    @EventHandler
    void on(ContributionHidden event, HealthBatch batch) {
        batch.hidden(event.contributionId(), true);
    }

    @EventHandler
    void on(ContributionRestored event, HealthBatch batch) {
        batch.hidden(event.contributionId(), false);
    }

    @EventHandler
    void on(
            AppreciationGiven event,
            @Timestamp Instant at,
            @SequenceNumber long sequence,
            MetaData metaData,
            HealthBatch batch) {
        batch.given(event, at, Envelope.isTimeInferred(metaData), sequence == 0);
    }

    @EventHandler
    void on(AppreciationRetracted event, HealthBatch batch) {
        batch.gone(event.appreciationId());
    }

    @EventHandler
    void on(AppreciationDisallowed event, HealthBatch batch) {
        batch.gone(event.appreciationId());
    }
}
