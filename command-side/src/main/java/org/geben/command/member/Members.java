package org.geben.command.member;

import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.springframework.stereotype.Component;

/** What the rules of other streams ask about members. */
@Component
public class Members {
    private final LogView<Presence> presences;

    public Members(EventStore log) {
        presences = new LogView<>(
                log,
                (before, event) -> event instanceof MemberLeft ? Presence.LEFT : Presence.PRESENT,
                MemberJoined.class,
                MemberLeft.class,
                MemberReturned.class);
    }

    /** @throws RuleViolation MEMBER_UNKNOWN */
    public void mustExist(MemberId member) {
        presence(member);
    }

    /** @throws RuleViolation MEMBER_UNKNOWN or MEMBER_HAS_LEFT */
    public void mustBePresent(MemberId member) {
        if (presence(member) == Presence.LEFT) {
            throw MEMBER_HAS_LEFT.broken();
        }
    }

    private Presence presence(MemberId member) {
        return presences.of(member).orElseThrow(MEMBER_UNKNOWN::broken);
    }

    private enum Presence {
        PRESENT,
        LEFT
    }
}
