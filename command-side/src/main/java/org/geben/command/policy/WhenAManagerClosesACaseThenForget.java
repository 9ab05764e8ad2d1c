package org.geben.command.policy;

import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachEvent.OutreachDismissed;
import org.geben.kernel.outreach.OutreachEvent.OutreachResolved;
import org.geben.kernel.outreach.OutreachId;

/**
 * A case that the community manager has closed need not be closed again. Where its cause does not come again, that is all
 * that was still awaited: an unanswered contribution, of which there are ever more, would otherwise be kept in mind until
 * somebody replies to it.
 */
@DisallowReplay
final class WhenAManagerClosesACaseThenForget {
    @EventHandler
    void on(OutreachResolved resolved, Occasion occasion) {
        if (resolved.by() != null) {
            closed(resolved.outreachId(), resolved.member(), occasion);
        }
    }

    @EventHandler
    void on(OutreachDismissed dismissed, Occasion occasion) {
        closed(dismissed.outreachId(), dismissed.member(), occasion);
    }

    private static void closed(OutreachId outreach, MemberId member, Occasion occasion) {
        occasion.changeAll(
                member,
                watch -> watch.opened() != null && comesOnce(watch) && outreach.equals(watch.outreach())
                        ? watch.quiet().open(null)
                        : watch);
    }

    private static boolean comesOnce(Watch watch) {
        Cause cause = watch.key().cause();
        return cause == Cause.UNANSWERED || cause == Cause.NEWCOMER_UNWELCOMED;
    }
}
