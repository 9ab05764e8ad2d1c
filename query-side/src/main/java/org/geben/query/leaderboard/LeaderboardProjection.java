package org.geben.query.leaderboard;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.geben.kernel.Envelope;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.MemberEvent.LeaderboardVisibilityChosen;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.scoring.ScoringRulesEvent.ScoringRulesPublished;
import org.geben.query.Refusal;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Projection;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Folds what earns points. The facts are kept with their moments: a window of any zone is then exact, givers can be told
 * apart in it, and what is taken back leaves the window in which it was given. What is asked for most is kept beside them.
 * The batch is written with the generation's position and token, so each event counts once.
 */
final class LeaderboardProjection implements Projection<LeaderboardBatch> {
    static final String NAME = "leaderboard";

    private static final int VERSION = 8;

    private final Calendar calendar;
    private final @Nullable ScoringRules other;

    LeaderboardProjection() {
        this(Calendar.UTC);
    }

    /** @param calendar in which new generations keep their standings; those that are there go on in theirs */
    LeaderboardProjection(Calendar calendar) {
        this(calendar, null);
    }

    /** @param other null for those that the community has published */
    private LeaderboardProjection(Calendar calendar, @Nullable ScoringRules other) {
        this.calendar = calendar;
        this.other = other;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public @Nullable JsonNode rules() {
        return other == null ? null : other.document();
    }

    @Override
    public Long rulesVersion(Tables tables) {
        return tables.sql("SELECT coalesce(max(version), 0) FROM $.rules")
                .query(Long.class)
                .single();
    }

    /** @throws Refusal see {@link RulesReader#read} */
    @Override
    public LeaderboardProjection under(JsonNode document) {
        return new LeaderboardProjection(calendar, RulesReader.read(document));
    }

    @Override
    public LeaderboardBatch batch(Buffers buffers, Tables tables) {
        return new LeaderboardBatch(buffers, tables, calendar, other);
    }

    @EventHandler
    void on(MemberJoined event, @Timestamp Instant at, LeaderboardBatch batch) {
        batch.members.joined(event, at);
    }

    @EventHandler
    void on(MemberProfileChanged event, LeaderboardBatch batch) {
        batch.members.changed(event);
    }

    @EventHandler
    void on(MemberLeft event, LeaderboardBatch batch) {
        batch.members.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReturned event, LeaderboardBatch batch) {
        batch.members.back(event.memberId());
    }

    @EventHandler
    void on(MemberSuspended event, LeaderboardBatch batch) {
        batch.members.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReinstated event, LeaderboardBatch batch) {
        batch.members.back(event.memberId());
    }

    @EventHandler
    void on(MemberErased event, LeaderboardBatch batch) {
        batch.members.erased(event.memberId());
    }

    @EventHandler
    void on(LeaderboardVisibilityChosen event, LeaderboardBatch batch) {
        batch.members.visible(event.memberId(), event.visible());
    }

    @EventHandler
    void on(RoleGranted event, LeaderboardBatch batch) {
        batch.members.holds(event.memberId(), event.role(), true);
    }

    @EventHandler
    void on(RoleRevoked event, LeaderboardBatch batch) {
        batch.members.holds(event.memberId(), event.role(), false);
    }

    @EventHandler
    void on(GroupFounded event, LeaderboardBatch batch) {
        batch.groups.founded(event);
    }

    @EventHandler
    void on(GroupDescribed event, LeaderboardBatch batch) {
        batch.groups.described(event);
    }

    @EventHandler
    void on(GroupJoined event, @SequenceNumber long sequence, LeaderboardBatch batch) {
        batch.groups.joined(event, sequence == 0);
    }

    @EventHandler
    void on(GroupLeft event, LeaderboardBatch batch) {
        batch.groups.left(event);
    }

    @EventHandler
    void on(ScoringRulesPublished event, LeaderboardBatch batch) {
        batch.rules.published(event);
    }

    @EventHandler
    void on(AnswerAccepted event, @MessageIdentifier String id, @Timestamp Instant at, LeaderboardBatch batch) {
        batch.contributions.accepted(event, UUID.fromString(id), at);
    }

    @EventHandler
    void on(ContributionPublished event, @MessageIdentifier String id, @Timestamp Instant at, LeaderboardBatch batch) {
        batch.contributions.published(event, UUID.fromString(id), at);
    }

    @EventHandler
    void on(ContributionWithdrawn event, LeaderboardBatch batch) {
        batch.contributions.withdrawn(event);
    }

    @EventHandler
    void on(ContributionHidden event, LeaderboardBatch batch) {
        batch.contributions.hidden(event.contributionId(), true);
    }

    @EventHandler
    void on(ContributionRestored event, LeaderboardBatch batch) {
        batch.contributions.hidden(event.contributionId(), false);
    }

    @EventHandler
    void on(
            AppreciationGiven event,
            @MessageIdentifier String id,
            @Timestamp Instant at,
            @SequenceNumber long sequence,
            MetaData metaData,
            LeaderboardBatch batch) {
        batch.appreciations.given(event, UUID.fromString(id), at, Envelope.isTimeInferred(metaData), sequence == 0);
    }

    @EventHandler
    void on(AppreciationRetracted event, LeaderboardBatch batch) {
        batch.appreciations.gone(event.appreciationId());
    }

    @EventHandler
    void on(AppreciationDisallowed event, LeaderboardBatch batch) {
        batch.appreciations.gone(event.appreciationId());
    }
}
