package org.geben.command.member;

import static java.util.Objects.requireNonNull;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.member.MemberEvent;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the rules of other streams ask about members. */
@Component
public class Members {
    private final LogView<Presence, MemberEvent> presences;

    public Members(EventStore log) {
        presences = new LogView<>(log, MemberEvent.class, Members::evolve);
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

    private static Presence evolve(@Nullable Presence before, MemberEvent event) {
        return switch (event) {
            case MemberJoined joined -> Presence.PRESENT;
            case MemberReturned returned -> Presence.PRESENT;
            case MemberLeft left -> Presence.LEFT;
            case MemberProfileChanged changed -> requireNonNull(before, "A member's history begins with joining.");
        };
    }

    private enum Presence {
        PRESENT,
        LEFT
    }
}
