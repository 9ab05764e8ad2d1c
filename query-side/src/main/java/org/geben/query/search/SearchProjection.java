package org.geben.query.search;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
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
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Projection;
import org.geben.query.generation.Tables;

/**
 * Folds what can be found by its words. A view of its own, since to take words apart costs more than all that a feed
 * keeps of them. The batch is written with the generation's position and token, so each event counts once.
 */
final class SearchProjection implements Projection<SearchBatch> {
    static final String NAME = "search";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public SearchBatch batch(Buffers buffers, Tables tables) {
        return new SearchBatch(buffers, tables);
    }

    @EventHandler
    void on(MemberJoined event, @Timestamp Instant at, SearchBatch batch) {
        batch.people.joined(event, at);
    }

    @EventHandler
    void on(MemberProfileChanged event, SearchBatch batch) {
        batch.people.changed(event);
    }

    @EventHandler
    void on(MemberLeft event, SearchBatch batch) {
        batch.people.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReturned event, SearchBatch batch) {
        batch.people.back(event.memberId());
    }

    @EventHandler
    void on(MemberSuspended event, SearchBatch batch) {
        batch.people.absent(event.memberId());
    }

    @EventHandler
    void on(MemberReinstated event, SearchBatch batch) {
        batch.people.back(event.memberId());
    }

    @EventHandler
    void on(MemberErased event, SearchBatch batch) {
        batch.people.erased(event.memberId());
    }

    @EventHandler
    void on(MemberWordsErased event, SearchBatch batch) {
        batch.contributions.erased(event.memberId());
    }

    @EventHandler
    void on(GroupFounded event, SearchBatch batch) {
        batch.people.founded(event);
    }

    @EventHandler
    void on(GroupDescribed event, SearchBatch batch) {
        batch.people.described(event);
    }

    @EventHandler
    void on(GroupJoined event, SearchBatch batch) {
        batch.people.joined(event);
    }

    @EventHandler
    void on(GroupLeft event, SearchBatch batch) {
        batch.people.left(event);
    }

    @EventHandler
    void on(ContributionPublished event, @Timestamp Instant at, SearchBatch batch) {
        batch.contributions.published(event, at);
    }

    @EventHandler
    void on(ContributionRevised event, SearchBatch batch) {
        batch.contributions.revised(event);
    }

    @EventHandler
    void on(ContributionWithdrawn event, SearchBatch batch) {
        batch.contributions.withdrawn(event.contributionId());
    }

    @EventHandler
    void on(ContributionHidden event, SearchBatch batch) {
        batch.contributions.hidden(event.contributionId(), true);
    }

    @EventHandler
    void on(ContributionRestored event, SearchBatch batch) {
        batch.contributions.hidden(event.contributionId(), false);
    }

    @EventHandler
    void on(ContributionShared event, SearchBatch batch) {
        batch.contributions.shared(event);
    }
}
