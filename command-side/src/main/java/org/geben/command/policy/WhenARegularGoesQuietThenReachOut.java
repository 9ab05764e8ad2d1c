package org.geben.command.policy;

import static org.geben.kernel.outreach.Cause.GONE_QUIET;

import java.time.Instant;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;

/**
 * A regular who has gone quiet: one who contributed or appreciated often enough in the time before falling silent. Whatever
 * the member does next closes the case.
 */
@DisallowReplay
final class WhenARegularGoesQuietThenReachOut implements Policy {
    private final Thresholds thresholds;
    private final PolicyMemory memory;

    WhenARegularGoesQuietThenReachOut(Thresholds thresholds, PolicyMemory memory) {
        this.thresholds = thresholds;
        this.memory = memory;
    }

    @Override
    public Cause cause() {
        return GONE_QUIET;
    }

    @EventHandler
    void on(ContributionPublished published, Occasion occasion) {
        acted(published.author(), occasion);
    }

    @EventHandler
    void on(AppreciationGiven given, Occasion occasion) {
        if (given.giver() != null) {
            acted(given.giver(), occasion);
        }
    }

    /** The latest act that can still be learnt and matter is as late as can be; those beside it make a regular. */
    @Override
    public void forget(Instant now) {
        memory.forgetUnseen(
                GONE_QUIET,
                now.minus(thresholds.late()).minus(thresholds.quiet()).minus(thresholds.quiet()));
    }

    private void acted(MemberId member, Occasion occasion) {
        occasion.change(GONE_QUIET, member.value(), known -> {
            Watch before = known == null
                    ? Watch.over(new Watch.Key(GONE_QUIET, member.value()), member, occasion.at())
                    : known;
            Watch watch = before.seen(occasion.at(), thresholds.regular());
            Instant last = watch.moments().getFirst();
            if (!isRegular(watch) || (occasion.isImported() && before.due() == null)) {
                return watch.quiet();
            }
            return watch.due(last, last.plus(thresholds.quiet()));
        });
    }

    private boolean isRegular(Watch watch) {
        return watch.moments().size() >= thresholds.regular()
                && !watch.moments()
                        .getLast()
                        .isBefore(watch.moments().getFirst().minus(thresholds.quiet()));
    }
}
