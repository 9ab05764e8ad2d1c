package org.geben.query.progress;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.geben.kernel.Envelope;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.member.MemberEvent.LeaderboardVisibilityChosen;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Projection;
import org.geben.query.generation.Tables;

/**
 * Folds the facts of which members' milestones and trends are made. A milestone is not kept: it is the n-th fact by time,
 * which an index finds, so it moves by itself when an earlier fact comes late or is taken back. The batch is written with
 * the generation's position and token, so each event counts once.
 */
final class ProgressProjection implements Projection<ProgressBatch> {
    static final String NAME = "progress";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ProgressBatch batch(Buffers buffers, Tables tables) {
        return new ProgressBatch(buffers);
    }

    @EventHandler
    void on(MemberJoined event, @Timestamp Instant at, ProgressBatch batch) {
        batch.members.joined(event, at);
    }

    @EventHandler
    void on(MemberWelcomed event, @Timestamp Instant at, ProgressBatch batch) {
        batch.members.welcomed(event, at);
    }

    @EventHandler
    void on(LeaderboardVisibilityChosen event, ProgressBatch batch) {
        batch.members.chosen(event);
    }

    @EventHandler
    void on(MemberLeft event, ProgressBatch batch) {
        batch.members.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReturned event, ProgressBatch batch) {
        batch.members.back(event.memberId());
    }

    @EventHandler
    void on(MemberSuspended event, ProgressBatch batch) {
        batch.members.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReinstated event, ProgressBatch batch) {
        batch.members.back(event.memberId());
    }

    @EventHandler
    void on(MemberErased event, ProgressBatch batch) {
        batch.members.absent(event.memberId());
    }

    @EventHandler
    void on(ContributionPublished event, @Timestamp Instant at, ProgressBatch batch) {
        batch.contributions.published(event, at);
    }

    @EventHandler
    void on(ContributionWithdrawn event, ProgressBatch batch) {
        batch.contributions.withdrawn(event.contributionId());
    }

    @EventHandler
    void on(ContributionHidden event, ProgressBatch batch) {
        batch.contributions.hidden(event.contributionId(), true);
    }

    @EventHandler
    void on(ContributionRestored event, ProgressBatch batch) {
        batch.contributions.hidden(event.contributionId(), false);
    }

    @EventHandler
    void on(AnswerAccepted event, @Timestamp Instant at, ProgressBatch batch) {
        batch.contributions.accepted(event, at);
    }

    @EventHandler
    void on(
            AppreciationGiven event,
            @Timestamp Instant at,
            @SequenceNumber long sequence,
            MetaData metaData,
            ProgressBatch batch) {
        batch.appreciations.given(event, at, Envelope.isTimeInferred(metaData), sequence == 0);
    }

    @EventHandler
    void on(AppreciationRetracted event, ProgressBatch batch) {
        batch.appreciations.gone(event.appreciationId());
    }

    @EventHandler
    void on(AppreciationDisallowed event, ProgressBatch batch) {
        batch.appreciations.gone(event.appreciationId());
    }
}
