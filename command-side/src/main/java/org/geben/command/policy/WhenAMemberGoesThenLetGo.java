package org.geben.command.policy;

import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;

/** Nobody is to be reached who is not there: whatever is open about the member closes. */
@DisallowReplay
final class WhenAMemberGoesThenLetGo {
    @EventHandler
    void on(MemberLeft left, Occasion occasion) {
        letGo(left.memberId(), occasion);
    }

    @EventHandler
    void on(MemberSuspended suspended, Occasion occasion) {
        letGo(suspended.memberId(), occasion);
    }

    @EventHandler
    void on(MemberErased erased, Occasion occasion) {
        letGo(erased.memberId(), occasion);
    }

    private static void letGo(MemberId member, Occasion occasion) {
        // A group that rests on the member is looked at in any case, and then knows that the member is gone.
        occasion.changeAll(member, watch -> watch.key().cause() == Cause.SINGLE_HELPER ? watch : watch.quiet());
    }
}
