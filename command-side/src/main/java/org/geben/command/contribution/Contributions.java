package org.geben.command.contribution;

import static java.util.Objects.requireNonNull;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_UNKNOWN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_WITHDRAWN;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the rules of other streams ask about contributions. */
@Component
public class Contributions {
    private final LogView<Known> known;

    public Contributions(EventStore log) {
        known = new LogView<>(log, Contributions::evolve, ContributionPublished.class, ContributionWithdrawn.class);
    }

    /**
     * A contribution that the community can see.
     *
     * @throws RuleViolation CONTRIBUTION_UNKNOWN or CONTRIBUTION_WITHDRAWN
     */
    public Known visible(ContributionId id) {
        Known contribution = known.of(id).orElseThrow(CONTRIBUTION_UNKNOWN::broken);
        if (contribution.withdrawn()) {
            throw CONTRIBUTION_WITHDRAWN.broken();
        }
        return contribution;
    }

    private static Known evolve(@Nullable Known before, Object event) {
        if (event instanceof ContributionPublished published) {
            return new Known(
                    published.kind(),
                    published.author(),
                    published.inReplyTo(),
                    published.root(),
                    published.group(),
                    false);
        }
        return requireNonNull(before, "A contribution's history begins with its publication.")
                .afterWithdrawal();
    }

    /** What is known of one contribution. */
    public record Known(
            ContributionKind kind,
            MemberId author,
            @Nullable ContributionId inReplyTo,
            ContributionId root,
            @Nullable GroupId group,
            boolean withdrawn) {

        private Known afterWithdrawal() {
            return new Known(kind, author, inReplyTo, root, group, true);
        }
    }
}
