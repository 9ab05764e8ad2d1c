package org.geben.command.contribution;

import static java.util.Objects.requireNonNull;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_UNKNOWN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_WITHDRAWN;
import static org.geben.kernel.group.GroupRule.GROUP_MEMBERSHIP_REQUIRED;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.command.group.Memberships;
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
    private final Memberships memberships;

    public Contributions(EventStore log, Memberships memberships) {
        this.memberships = memberships;
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

    /**
     * A contribution that the member can see. To those outside, what was said in a secret group is as unknown as the
     * group.
     *
     * @throws RuleViolation CONTRIBUTION_UNKNOWN, CONTRIBUTION_WITHDRAWN or GROUP_MEMBERSHIP_REQUIRED
     */
    public Known visibleTo(MemberId reader, ContributionId id) {
        Known contribution = known.of(id).orElseThrow(CONTRIBUTION_UNKNOWN::broken);
        GroupId group = contribution.group();
        if (group != null && !memberships.mayRead(group, reader)) {
            throw memberships.knowsOf(group, reader)
                    ? GROUP_MEMBERSHIP_REQUIRED.broken()
                    : CONTRIBUTION_UNKNOWN.broken();
        }
        return visible(id);
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
