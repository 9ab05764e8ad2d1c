package org.geben.query.desk;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.geben.kernel.Envelope;
import org.geben.kernel.appreciation.AllowanceEvent.AllowanceOpened;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReleased;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReserved;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.MemberWordsErased;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.outreach.OutreachEvent.OutreachAssigned;
import org.geben.kernel.outreach.OutreachEvent.OutreachDismissed;
import org.geben.kernel.outreach.OutreachEvent.OutreachOpened;
import org.geben.kernel.outreach.OutreachEvent.OutreachResolved;
import org.geben.kernel.pledge.PledgeEvent.PledgeChanged;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Projection;
import org.geben.query.generation.Tables;

/**
 * Folds what is not for everyone: who needs a hand and what was done, what leaders have pledged, what became of
 * allowances, and who holds which role. It is one view, so that who may read it is asked of the same events. The batch is
 * written with the generation's position and token, so each event counts once.
 */
final class DeskProjection implements Projection<DeskBatch> {
    static final String NAME = "desk";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public DeskBatch batch(Buffers buffers, Tables tables) {
        return new DeskBatch(buffers);
    }

    @EventHandler
    void on(MemberJoined event, DeskBatch batch) {
        batch.members.joined(event);
    }

    @EventHandler
    void on(MemberProfileChanged event, DeskBatch batch) {
        batch.members.changed(event);
    }

    @EventHandler
    void on(MemberLeft event, DeskBatch batch) {
        batch.members.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReturned event, DeskBatch batch) {
        batch.members.back(event.memberId());
    }

    @EventHandler
    void on(MemberSuspended event, DeskBatch batch) {
        batch.members.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReinstated event, DeskBatch batch) {
        batch.members.back(event.memberId());
    }

    @EventHandler
    void on(MemberErased event, DeskBatch batch) {
        batch.members.erased(event.memberId());
        batch.outreach.erased(event.memberId());
    }

    @EventHandler
    void on(MemberWordsErased event, DeskBatch batch) {
        batch.contributions.erased(event.memberId());
    }

    @EventHandler
    void on(RoleGranted event, @Timestamp Instant at, DeskBatch batch) {
        batch.members.granted(event, at);
    }

    @EventHandler
    void on(RoleRevoked event, DeskBatch batch) {
        batch.members.revoked(event);
    }

    @EventHandler
    void on(GroupFounded event, DeskBatch batch) {
        batch.groups.founded(event);
    }

    @EventHandler
    void on(GroupDescribed event, DeskBatch batch) {
        batch.groups.described(event);
    }

    @EventHandler
    void on(GroupJoined event, @SequenceNumber long sequence, DeskBatch batch) {
        batch.groups.joined(event, sequence == 0);
    }

    @EventHandler
    void on(GroupLeft event, DeskBatch batch) {
        batch.groups.left(event);
    }

    @EventHandler
    void on(ContributionPublished event, @Timestamp Instant at, DeskBatch batch) {
        batch.contributions.published(event, at);
    }

    @EventHandler
    void on(ContributionRevised event, DeskBatch batch) {
        batch.contributions.revised(event);
    }

    @EventHandler
    void on(ContributionWithdrawn event, DeskBatch batch) {
        batch.contributions.withdrawn(event.contributionId());
    }

    @EventHandler
    void on(ContributionHidden event, DeskBatch batch) {
        batch.contributions.hidden(event.contributionId(), true);
    }

    @EventHandler
    void on(ContributionRestored event, DeskBatch batch) {
        batch.contributions.hidden(event.contributionId(), false);
    }

    @EventHandler
    void on(
            AppreciationGiven event,
            @Timestamp Instant at,
            @SequenceNumber long sequence,
            MetaData metaData,
            DeskBatch batch) {
        batch.appreciations.given(event, at, Envelope.isTimeInferred(metaData), sequence == 0);
    }

    @EventHandler
    void on(AppreciationRetracted event, DeskBatch batch) {
        batch.appreciations.gone(event.appreciationId());
    }

    @EventHandler
    void on(AppreciationDisallowed event, DeskBatch batch) {
        batch.appreciations.gone(event.appreciationId());
    }

    @EventHandler
    void on(OutreachOpened event, @SequenceNumber long sequence, @Timestamp Instant at, DeskBatch batch) {
        batch.outreach.opened(event, sequence, at);
    }

    @EventHandler
    void on(OutreachAssigned event, @SequenceNumber long sequence, @Timestamp Instant at, DeskBatch batch) {
        batch.outreach.assigned(event, sequence, at);
    }

    @EventHandler
    void on(OutreachResolved event, @SequenceNumber long sequence, @Timestamp Instant at, DeskBatch batch) {
        batch.outreach.resolved(event, sequence, at);
    }

    @EventHandler
    void on(OutreachDismissed event, @SequenceNumber long sequence, @Timestamp Instant at, DeskBatch batch) {
        batch.outreach.dismissed(event, sequence, at);
    }

    @EventHandler
    void on(PledgeMade event, @SequenceNumber long sequence, @Timestamp Instant at, DeskBatch batch) {
        batch.pledges.said(event, event.pledge(), sequence, at);
    }

    @EventHandler
    void on(PledgeChanged event, @SequenceNumber long sequence, @Timestamp Instant at, DeskBatch batch) {
        batch.pledges.said(event, event.pledge(), sequence, at);
    }

    @EventHandler
    void on(PledgeEnded event, @SequenceNumber long sequence, @Timestamp Instant at, DeskBatch batch) {
        batch.pledges.said(event, null, sequence, at);
    }

    @EventHandler
    void on(AllowanceOpened event, DeskBatch batch) {
        batch.allowances.opened(event);
    }

    @EventHandler
    void on(KudosReserved event, @Timestamp Instant at, DeskBatch batch) {
        batch.allowances.reserved(event, at);
    }

    @EventHandler
    void on(KudosReleased event, DeskBatch batch) {
        batch.allowances.released(event);
    }
}
