package org.geben.command.policy;

import static org.geben.kernel.outreach.Cause.FIRST_CONTRIBUTION;

import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.outreach.Cause;

/**
 * A first contribution, which is worth celebrating: the case is due at once. It closes when somebody appreciates that
 * contribution, or when it is withdrawn or hidden.
 */
@DisallowReplay
final class WhenAMemberFirstContributesThenReachOut implements Policy {
    @Override
    public Cause cause() {
        return FIRST_CONTRIBUTION;
    }

    @EventHandler
    void on(ContributionPublished published, Occasion occasion) {
        occasion.change(FIRST_CONTRIBUTION, published.author().value(), known -> {
            if (known != null) {
                return known;
            }
            Watch first = Watch.over(
                            new Watch.Key(FIRST_CONTRIBUTION, published.author().value()),
                            published.author(),
                            occasion.at())
                    .showing(published.contributionId());
            return occasion.isImported() ? first.settle() : first.due(occasion.at(), occasion.at());
        });
    }

    @EventHandler
    void on(AppreciationGiven given, Occasion occasion) {
        if (given.subject() instanceof Subject.OfContribution appreciated && given.receiver() != null) {
            occasion.changeKnown(
                    FIRST_CONTRIBUTION,
                    given.receiver().value(),
                    first -> appreciated.id().equals(first.contribution()) ? first.settle() : first);
        }
    }

    @EventHandler
    void on(ContributionHidden hidden, Occasion occasion) {
        outOfSight(hidden.contributionId(), occasion);
    }

    @EventHandler
    void on(ContributionWithdrawn withdrawn, Occasion occasion) {
        outOfSight(withdrawn.contributionId(), occasion);
    }

    private static void outOfSight(ContributionId contribution, Occasion occasion) {
        occasion.changeAll(contribution, watch -> watch.key().cause() == FIRST_CONTRIBUTION ? watch.settle() : watch);
    }
}
