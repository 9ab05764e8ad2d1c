package org.geben.command.policy;

import static org.geben.kernel.outreach.Cause.NEWCOMER_UNWELCOMED;

import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.outreach.Cause;

/** A newcomer whom nobody greets. The welcome closes the case. */
@DisallowReplay
final class WhenNobodyWelcomesThenReachOut implements Policy {
    private final Thresholds thresholds;

    WhenNobodyWelcomesThenReachOut(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    @Override
    public Cause cause() {
        return NEWCOMER_UNWELCOMED;
    }

    @EventHandler
    void on(MemberJoined joined, Occasion occasion) {
        if (joined.automated() || occasion.isImported()) {
            return;
        }
        occasion.change(
                NEWCOMER_UNWELCOMED,
                joined.memberId().value(),
                known -> Watch.over(
                                new Watch.Key(
                                        NEWCOMER_UNWELCOMED, joined.memberId().value()),
                                joined.memberId(),
                                occasion.at())
                        .due(occasion.at(), occasion.at().plus(thresholds.unwelcomed())));
    }

    @EventHandler
    void on(MemberWelcomed welcomed, Occasion occasion) {
        occasion.changeKnown(NEWCOMER_UNWELCOMED, welcomed.memberId().value(), Watch::settle);
    }
}
