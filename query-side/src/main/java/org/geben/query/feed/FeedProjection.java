package org.geben.query.feed;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.geben.kernel.Envelope;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionFeatured;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
import org.geben.kernel.contribution.ContributionEvent.ContributionUnfeatured;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.group.GroupEvent.GroupArchived;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupEvent.GroupReopened;
import org.geben.kernel.group.MembershipEvent.GroupJoinDeclined;
import org.geben.kernel.group.MembershipEvent.GroupJoinRequested;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipEvent.GroupManagerAppointed;
import org.geben.kernel.group.MembershipEvent.GroupManagerDismissed;
import org.geben.kernel.inbox.InboxEvent.NotificationRead;
import org.geben.kernel.inbox.InboxEvent.NotificationsSeen;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberFollowed;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.MemberUnfollowed;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.member.MemberEvent.MemberWordsErased;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Projection;
import org.geben.query.generation.Tables;

/**
 * Folds who says what to whom. Counts are kept beside what they count, so that a page costs the same in a small and in
 * a large community. The batch is written with the generation's position and token, so each event counts once.
 */
final class FeedProjection implements Projection<FeedBatch> {
    static final String NAME = "feed";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public FeedBatch batch(Buffers buffers, Tables tables) {
        return new FeedBatch(buffers, tables);
    }

    @EventHandler
    void on(MemberJoined event, @Timestamp Instant at, FeedBatch batch) {
        batch.members.joined(event, at);
    }

    @EventHandler
    void on(MemberProfileChanged event, FeedBatch batch) {
        batch.members.changed(event);
    }

    @EventHandler
    void on(MemberLeft event, FeedBatch batch) {
        batch.members.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReturned event, FeedBatch batch) {
        batch.members.back(event.memberId());
    }

    @EventHandler
    void on(MemberSuspended event, FeedBatch batch) {
        batch.members.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReinstated event, FeedBatch batch) {
        batch.members.back(event.memberId());
    }

    @EventHandler
    void on(MemberErased event, FeedBatch batch) {
        batch.members.erased(event.memberId());
    }

    @EventHandler
    void on(MemberWordsErased event, FeedBatch batch) {
        batch.contributions.erased(event.memberId());
    }

    @EventHandler
    void on(MemberWelcomed event, @Timestamp Instant at, TrackingToken token, FeedBatch batch) {
        batch.members.welcomed(event, at, position(token));
    }

    @EventHandler
    void on(MemberFollowed event, FeedBatch batch) {
        batch.members.followed(event.memberId(), event.followed());
    }

    @EventHandler
    void on(MemberUnfollowed event, FeedBatch batch) {
        batch.members.unfollowed(event.memberId(), event.followed());
    }

    @EventHandler
    void on(GroupFounded event, FeedBatch batch) {
        batch.groups.founded(event);
    }

    @EventHandler
    void on(GroupDescribed event, FeedBatch batch) {
        batch.groups.described(event);
    }

    @EventHandler
    void on(GroupArchived event, FeedBatch batch) {
        batch.groups.archived(event.groupId(), true);
    }

    @EventHandler
    void on(GroupReopened event, FeedBatch batch) {
        batch.groups.archived(event.groupId(), false);
    }

    @EventHandler
    void on(GroupJoinRequested event, @Timestamp Instant at, FeedBatch batch) {
        batch.groups.requested(event, at);
    }

    @EventHandler
    void on(GroupJoinDeclined event, FeedBatch batch) {
        batch.groups.declined(event);
    }

    @EventHandler
    void on(GroupManagerAppointed event, FeedBatch batch) {
        batch.groups.appointed(event);
    }

    @EventHandler
    void on(GroupManagerDismissed event, FeedBatch batch) {
        batch.groups.dismissed(event);
    }

    @EventHandler
    void on(GroupJoined event, @Timestamp Instant at, FeedBatch batch) {
        batch.groups.joined(event, at);
    }

    @EventHandler
    void on(GroupLeft event, FeedBatch batch) {
        batch.groups.left(event);
    }

    @EventHandler
    void on(
            ContributionPublished event,
            @Timestamp Instant at,
            @SequenceNumber long sequence,
            TrackingToken token,
            FeedBatch batch) {
        batch.contributions.published(event, at, sequence, position(token));
    }

    @EventHandler
    void on(
            ContributionRevised event,
            @Timestamp Instant at,
            @SequenceNumber long sequence,
            TrackingToken token,
            FeedBatch batch) {
        batch.contributions.revised(event, at, sequence, position(token));
    }

    @EventHandler
    void on(ContributionWithdrawn event, FeedBatch batch) {
        batch.contributions.withdrawn(event);
    }

    @EventHandler
    void on(ContributionHidden event, FeedBatch batch) {
        batch.contributions.hidden(event.contributionId(), true);
    }

    @EventHandler
    void on(ContributionRestored event, FeedBatch batch) {
        batch.contributions.hidden(event.contributionId(), false);
    }

    @EventHandler
    void on(ContributionFeatured event, @Timestamp Instant at, TrackingToken token, FeedBatch batch) {
        batch.contributions.featured(event, at, position(token));
    }

    @EventHandler
    void on(ContributionUnfeatured event, FeedBatch batch) {
        batch.contributions.featuredNoLonger(event.contributionId());
    }

    @EventHandler
    void on(ContributionShared event, FeedBatch batch) {
        batch.contributions.shared(event);
    }

    @EventHandler
    void on(AnswerAccepted event, FeedBatch batch) {
        batch.contributions.accepted(event);
    }

    @EventHandler
    void on(
            AppreciationGiven event,
            @Timestamp Instant at,
            @SequenceNumber long sequence,
            TrackingToken token,
            MetaData metaData,
            FeedBatch batch) {
        batch.appreciations.given(event, at, Envelope.isTimeInferred(metaData), position(token), sequence == 0);
    }

    @EventHandler
    void on(AppreciationRetracted event, FeedBatch batch) {
        batch.appreciations.gone(event.appreciationId());
    }

    @EventHandler
    void on(AppreciationDisallowed event, FeedBatch batch) {
        batch.appreciations.gone(event.appreciationId());
    }

    @EventHandler
    void on(NotificationsSeen event, TrackingToken token, FeedBatch batch) {
        batch.inboxes.seen(event, position(token));
    }

    @EventHandler
    void on(NotificationRead event, TrackingToken token, FeedBatch batch) {
        batch.inboxes.read(event, position(token));
    }

    private static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }
}
