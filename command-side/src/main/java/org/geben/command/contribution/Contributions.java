package org.geben.command.contribution;

import static java.util.Objects.requireNonNull;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_HIDDEN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_UNKNOWN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_WITHDRAWN;
import static org.geben.kernel.group.GroupRule.GROUP_MEMBERSHIP_REQUIRED;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.command.group.Memberships;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
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
        known = new LogView<>(
                log,
                Contributions::evolve,
                ContributionPublished.class,
                ContributionWithdrawn.class,
                ContributionHidden.class,
                ContributionRestored.class,
                ContributionShared.class);
    }

    /**
     * A contribution that is neither withdrawn nor hidden.
     *
     * @throws RuleViolation CONTRIBUTION_UNKNOWN, CONTRIBUTION_WITHDRAWN or CONTRIBUTION_HIDDEN
     */
    public Known visible(ContributionId id) {
        return visible(known(id));
    }

    /** Who published it; empty where there is no such contribution. */
    public Optional<MemberId> authorOf(ContributionId id) {
        return known.of(id).map(Known::author);
    }

    /**
     * A contribution that the member can see. To those outside, what was said in a secret group is as unknown as the
     * group.
     *
     * @throws RuleViolation as {@link #visible(ContributionId)}, or GROUP_MEMBERSHIP_REQUIRED
     */
    public Known visibleTo(MemberId reader, ContributionId id) {
        Known contribution = known(id);
        mustBeReadableBy(reader, contribution);
        return visible(contribution);
    }

    /**
     * A contribution to which the member can reply: in its own group, wherever else it is shown.
     *
     * @throws RuleViolation as {@link #visibleTo}, or GROUP_ARCHIVED
     */
    Known answerableBy(MemberId author, ContributionId id) {
        Known contribution = known(id);
        if (contribution.group() != null) {
            memberships.mustBeAbleToReply(contribution.group(), author, CONTRIBUTION_UNKNOWN);
        }
        return visible(contribution);
    }

    private static Known visible(Known contribution) {
        if (contribution.withdrawn()) {
            throw CONTRIBUTION_WITHDRAWN.broken();
        }
        if (contribution.hidden()) {
            throw CONTRIBUTION_HIDDEN.broken();
        }
        return contribution;
    }

    /** @throws RuleViolation CONTRIBUTION_UNKNOWN or GROUP_MEMBERSHIP_REQUIRED */
    private void mustBeReadableBy(MemberId reader, Known contribution) {
        GroupId group = contribution.group();
        if (group == null
                || memberships.mayRead(group, reader)
                || contribution.sharedWith().stream().anyMatch(other -> memberships.mayRead(other, reader))) {
            return;
        }
        throw memberships.knowsOf(group, reader) ? GROUP_MEMBERSHIP_REQUIRED.broken() : CONTRIBUTION_UNKNOWN.broken();
    }

    /**
     * How deep a reply to this contribution stands beneath what opened the thread: 1 for a reply to the root.
     *
     * @param most where to stop counting
     */
    int depthBeneath(Known parent, int most) {
        int depth = 1;
        Known above = parent;
        while (above.inReplyTo() != null && depth < most) {
            depth++;
            if (above.inReplyTo().equals(above.root())) {
                return depth;
            }
            above = known(above.inReplyTo());
        }
        return depth;
    }

    private Known known(ContributionId id) {
        return known.of(id).orElseThrow(CONTRIBUTION_UNKNOWN::broken);
    }

    private static Known evolve(@Nullable Known before, Object event) {
        if (event instanceof ContributionPublished published) {
            return new Known(
                    published.kind(),
                    published.author(),
                    published.inReplyTo(),
                    published.root(),
                    published.group(),
                    Set.of(),
                    false,
                    false);
        }
        Known contribution = requireNonNull(before, "A contribution's history begins with its publication.");
        return switch (event) {
            case ContributionWithdrawn gone -> contribution.being(true, contribution.hidden);
            case ContributionHidden out -> contribution.being(contribution.withdrawn, true);
            case ContributionRestored back -> contribution.being(contribution.withdrawn, false);
            case ContributionShared shared -> contribution.with(shared.group());
            default -> contribution;
        };
    }

    /**
     * What is known of one contribution.
     *
     * @param sharedWith the groups that see it beside its own
     */
    public record Known(
            ContributionKind kind,
            MemberId author,
            @Nullable ContributionId inReplyTo,
            ContributionId root,
            @Nullable GroupId group,
            Set<GroupId> sharedWith,
            boolean withdrawn,
            boolean hidden) {

        private Known being(boolean nowWithdrawn, boolean nowHidden) {
            return new Known(kind, author, inReplyTo, root, group, sharedWith, nowWithdrawn, nowHidden);
        }

        private Known with(GroupId other) {
            Set<GroupId> more = new HashSet<>(sharedWith);
            more.add(other);
            return new Known(kind, author, inReplyTo, root, group, Set.copyOf(more), withdrawn, hidden);
        }
    }
}
