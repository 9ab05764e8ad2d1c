package org.geben.command.member;

import static java.util.Objects.requireNonNull;
import static org.geben.kernel.member.MemberRule.MEMBER_ERASED;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_SUSPENDED;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;
import static org.geben.kernel.member.MemberRule.ROLE_REQUIRED;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the rules of other streams ask about members. */
@Component
public class Members {
    private final LogView<Standing> standings;

    public Members(EventStore log) {
        standings = new LogView<>(
                log,
                Members::evolve,
                MemberJoined.class,
                MemberLeft.class,
                MemberReturned.class,
                MemberSuspended.class,
                MemberReinstated.class,
                RoleGranted.class,
                RoleRevoked.class,
                MemberErased.class);
    }

    /** @throws RuleViolation MEMBER_UNKNOWN or MEMBER_ERASED */
    public void mustExist(MemberId member) {
        standing(member);
    }

    /** @throws RuleViolation MEMBER_UNKNOWN, MEMBER_ERASED, MEMBER_HAS_LEFT or MEMBER_SUSPENDED */
    public void mustBePresent(MemberId member) {
        present(member);
    }

    /** @throws RuleViolation ROLE_REQUIRED if the member has none of the roles, or why the member may not act at all */
    public void mustHold(MemberId member, Role... anyOf) {
        if (!holds(member, anyOf)) {
            throw ROLE_REQUIRED.broken("The acting member lacks the role that this takes: %s."
                    .formatted(String.join(" or ", names(anyOf))));
        }
    }

    /**
     * The same, unless nobody acts: what comes without an acting member comes from the operator of the community, who
     * holds the key to the API.
     *
     * @throws RuleViolation as {@link #mustHold}
     */
    public void mustHoldUnlessOperator(@Nullable MemberId member, Role... anyOf) {
        if (member != null) {
            mustHold(member, anyOf);
        }
    }

    /**
     * Whether the member, who may act, has one of the roles.
     *
     * @throws RuleViolation MEMBER_UNKNOWN, MEMBER_HAS_LEFT or MEMBER_SUSPENDED
     */
    public boolean holds(MemberId member, Role... anyOf) {
        Set<Role> roles = present(member).roles();
        for (Role role : anyOf) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is a program; empty where there is no such member. */
    public Optional<Boolean> isProgram(MemberId member) {
        return standings.of(member).map(Standing::automated);
    }

    /** Whether the member is known, and has not left, been suspended or erased. */
    public boolean isThere(MemberId member) {
        return standings.of(member).filter(Standing::isThere).isPresent();
    }

    private Standing present(MemberId member) {
        Standing standing = standing(member);
        if (standing.left()) {
            throw MEMBER_HAS_LEFT.broken();
        }
        if (standing.suspended()) {
            throw MEMBER_SUSPENDED.broken();
        }
        return standing;
    }

    private Standing standing(MemberId member) {
        Standing standing = standings.of(member).orElseThrow(MEMBER_UNKNOWN::broken);
        if (standing.erased()) {
            throw MEMBER_ERASED.broken();
        }
        return standing;
    }

    private static Standing evolve(@Nullable Standing before, Object event) {
        if (event instanceof MemberJoined joined) {
            return new Standing(joined.automated(), false, false, false, Set.of());
        }
        Standing standing = requireNonNull(before, "A member's history begins with the joining.");
        return switch (event) {
            case MemberLeft left -> standing.left(true);
            case MemberReturned returned -> standing.left(false);
            case MemberSuspended suspended -> standing.suspended(true);
            case MemberReinstated reinstated -> standing.suspended(false);
            case MemberErased erased ->
                new Standing(standing.automated, standing.left, standing.suspended, true, standing.roles);
            case RoleGranted granted -> standing.with(granted.role());
            case RoleRevoked revoked -> standing.without(revoked.role());
            default -> standing;
        };
    }

    private static String[] names(Role... roles) {
        String[] names = new String[roles.length];
        for (int i = 0; i < roles.length; i++) {
            names[i] = roles[i].name();
        }
        return names;
    }

    private record Standing(boolean automated, boolean left, boolean suspended, boolean erased, Set<Role> roles) {
        boolean isThere() {
            return !left && !suspended && !erased;
        }

        Standing left(boolean now) {
            return new Standing(automated, now, suspended, erased, roles);
        }

        Standing suspended(boolean now) {
            return new Standing(automated, left, now, erased, roles);
        }

        Standing with(Role role) {
            EnumSet<Role> more = EnumSet.of(role);
            more.addAll(roles);
            return of(more);
        }

        Standing without(Role role) {
            EnumSet<Role> less = EnumSet.noneOf(Role.class);
            less.addAll(roles);
            less.remove(role);
            return of(less);
        }

        private Standing of(Set<Role> changed) {
            return new Standing(automated, left, suspended, erased, Set.copyOf(changed));
        }
    }
}
