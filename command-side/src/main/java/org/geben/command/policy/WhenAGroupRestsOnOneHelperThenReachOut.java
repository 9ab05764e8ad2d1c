package org.geben.command.policy;

import static java.util.Objects.requireNonNull;
import static org.geben.kernel.outreach.Cause.SINGLE_HELPER;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A group in which one member gives most of the help: replies in threads that others began. Shares change with every reply
 * and by the mere passing of time, so a group with replies is counted once a day, and no statement is spent on a reply. The
 * case is about the helper and the group; it closes when others help enough, or the helper is there no more. A group in
 * which nobody has helped lately is forgotten.
 */
@DisallowReplay
final class WhenAGroupRestsOnOneHelperThenReachOut implements Policy {
    private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);

    private final Thresholds thresholds;
    private final PolicyMemory memory;
    private final People people;
    private final Threads threads;

    WhenAGroupRestsOnOneHelperThenReachOut(Thresholds thresholds, PolicyMemory memory, People people, Threads threads) {
        this.thresholds = thresholds;
        this.memory = memory;
        this.people = people;
        this.threads = threads;
    }

    @Override
    public Cause cause() {
        return SINGLE_HELPER;
    }

    @EventHandler
    void on(ContributionPublished published, Occasion occasion) {
        GroupId group = published.group();
        if (group == null) {
            return;
        }
        if (!published.kind().isReply()) {
            threads.begun(published.contributionId(), published.author());
        } else if (isLately(occasion.at(), occasion.now())
                && threads.isAnothers(published.root(), published.author())) {
            helped(group, published.author(), occasion);
        }
    }

    private void helped(GroupId group, MemberId helper, Occasion occasion) {
        occasion.help(new Help(group, helper, occasion.at()));
        if (!occasion.isImported()) {
            occasion.change(
                    SINGLE_HELPER,
                    group.value(),
                    known -> known == null
                            ? Watch.over(new Watch.Key(SINGLE_HELPER, group.value()), helper, occasion.at())
                                    .in(group)
                            : known.awake());
        }
    }

    @Override
    public Watch look(Watch watch, Instant now) {
        Map<MemberId, Long> helpers = memory.helpers(requireNonNull(watch.group()), now.minus(thresholds.helped()));
        if (helpers.isEmpty()) {
            return watch.settle();
        }
        MemberId alone = alone(helpers).orElse(null);
        if (watch.opened() != null) {
            return watch.member().equals(alone) ? watch : watch.quiet();
        }
        return alone == null ? watch.quiet() : watch.of(alone).due(now, now);
    }

    @Override
    public @Nullable Instant nextLook(Watch watch, Instant now) {
        Instant soon = watch.nextLook(now);
        if (soon != null) {
            return soon;
        }
        return watch.settled() ? null : now.plus(BETWEEN_LOOKS);
    }

    @Override
    public void forget(Instant now) {
        memory.forgetHelp(now.minus(thresholds.helped()));
    }

    private boolean isLately(Instant at, Instant now) {
        return at.isAfter(now.minus(thresholds.helped()));
    }

    private Optional<MemberId> alone(Map<MemberId, Long> helpers) {
        long all = helpers.entrySet().stream()
                .filter(helper -> people.isOne(helper.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return helpers.entrySet().stream()
                .filter(helper -> helper.getValue() >= thresholds.helps())
                .filter(helper -> helper.getValue() > thresholds.share() * all)
                .map(Map.Entry::getKey)
                .filter(people::isThere)
                .findFirst();
    }
}
