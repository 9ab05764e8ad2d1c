package org.geben.command.policy;

import static org.geben.kernel.outreach.Cause.UNANSWERED;

import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.outreach.Cause;

/**
 * A root contribution to which nobody replies, whatever its kind: who writes, hopes to be heard. A reply anywhere in its
 * thread by another member who is a person closes the case, and so does its withdrawal, or that it is hidden. There is a
 * case a contribution, not a member: what was answered is done, and nothing else that is unanswered hides behind it.
 */
@DisallowReplay
final class WhenNobodyRepliesThenReachOut implements Policy {
    private final Thresholds thresholds;
    private final People people;

    WhenNobodyRepliesThenReachOut(Thresholds thresholds, People people) {
        this.thresholds = thresholds;
        this.people = people;
    }

    @Override
    public Cause cause() {
        return UNANSWERED;
    }

    @EventHandler
    void on(ContributionPublished published, Occasion occasion) {
        if (published.kind().isReply()) {
            occasion.changeKnown(
                    UNANSWERED,
                    published.root().value(),
                    root -> published.author().equals(root.member()) || !people.isOne(published.author())
                            ? root
                            : root.settle());
        } else if (!occasion.isImported()) {
            occasion.change(
                    UNANSWERED,
                    published.contributionId().value(),
                    known -> Watch.over(
                                    new Watch.Key(
                                            UNANSWERED,
                                            published.contributionId().value()),
                                    published.author(),
                                    occasion.at())
                            .showing(published.contributionId())
                            .in(published.group())
                            .due(occasion.at(), occasion.at().plus(thresholds.unanswered())));
        }
    }

    @EventHandler
    void on(ContributionHidden hidden, Occasion occasion) {
        occasion.changeKnown(UNANSWERED, hidden.contributionId().value(), Watch::settle);
    }

    @EventHandler
    void on(ContributionWithdrawn withdrawn, Occasion occasion) {
        occasion.changeKnown(UNANSWERED, withdrawn.contributionId().value(), Watch::settle);
    }
}
