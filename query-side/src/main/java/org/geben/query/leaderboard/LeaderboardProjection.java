package org.geben.query.leaderboard;

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
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.query.Refusal;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Projection;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Folds what earns points. The facts are kept with their moments rather than in buckets of time: a window is then exact
 * in every zone there is or will be, givers can be told apart in it, and what is taken back leaves the window in which
 * it was given. The batch is written with the generation's position and token, so each event counts once.
 */
final class LeaderboardProjection implements Projection<LeaderboardBatch> {
    static final String NAME = "leaderboard";

    private final @Nullable ScoringRules other;

    LeaderboardProjection() {
        this(null);
    }

    /** @param other null for the standard ones */
    private LeaderboardProjection(@Nullable ScoringRules other) {
        this.other = other;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public @Nullable JsonNode rules() {
        return other == null ? null : other.document();
    }

    /** @throws Refusal see {@link RulesReader#read} */
    @Override
    public LeaderboardProjection under(JsonNode document) {
        return new LeaderboardProjection(RulesReader.read(document));
    }

    @Override
    public LeaderboardBatch batch(Buffers buffers, Tables tables) {
        return new LeaderboardBatch(buffers, tables, other == null ? ScoringRules.STANDARD : other);
    }

    @EventHandler
    void on(MemberJoined event, LeaderboardBatch batch) {
        batch.members.joined(event);
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
    void on(ContributionPublished event, @Timestamp Instant at, LeaderboardBatch batch) {
        batch.contributions.published(event, at);
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
            @Timestamp Instant at,
            @SequenceNumber long sequence,
            MetaData metaData,
            LeaderboardBatch batch) {
        batch.appreciations.given(event, at, "true".equals(metaData.get(Envelope.TIME_INFERRED)), sequence == 0);
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
