package org.geben.command.policy;

import static org.geben.kernel.outreach.Cause.NEVER_THANKED;

import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A member who contributes, and whom nobody ever appreciates. The first appreciation that the member gets from a person
 * closes the case, and ends the watch for good, even if it is taken back.
 */
@DisallowReplay
final class WhenNobodySaysThanksThenReachOut implements Policy {
    private final Thresholds thresholds;
    private final People people;

    WhenNobodySaysThanksThenReachOut(Thresholds thresholds, People people) {
        this.thresholds = thresholds;
        this.people = people;
    }

    @Override
    public Cause cause() {
        return NEVER_THANKED;
    }

    @EventHandler
    void on(ContributionPublished published, Occasion occasion) {
        if (occasion.isImported()) {
            return;
        }
        occasion.change(NEVER_THANKED, published.author().value(), known -> {
            Watch watch = watch(known, published.author(), occasion);
            return watch.settled() || watch.due() != null
                    ? watch
                    : watch.due(occasion.at(), occasion.at().plus(thresholds.unthanked()));
        });
    }

    @EventHandler
    void on(AppreciationGiven given, Occasion occasion) {
        MemberId receiver = given.receiver();
        if (receiver != null && isByAPerson(given)) {
            occasion.change(
                    NEVER_THANKED,
                    receiver.value(),
                    known -> watch(known, receiver, occasion).settle());
        }
    }

    /** Whose giver is unknown was somebody's once. */
    private boolean isByAPerson(AppreciationGiven given) {
        MemberId giver = given.giver();
        return giver == null || people.isOne(giver);
    }

    private static Watch watch(@Nullable Watch known, MemberId member, Occasion occasion) {
        return known == null ? Watch.over(new Watch.Key(NEVER_THANKED, member.value()), member, occasion.at()) : known;
    }
}
