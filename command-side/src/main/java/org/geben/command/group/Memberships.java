package org.geben.command.group;

import static java.util.Objects.requireNonNullElse;
import static org.geben.kernel.group.GroupRule.GROUP_ARCHIVED;
import static org.geben.kernel.group.GroupRule.GROUP_MANAGER_REQUIRED;
import static org.geben.kernel.group.GroupRule.GROUP_MEMBERSHIP_REQUIRED;
import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.command.member.Members;
import org.geben.kernel.Rule;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipEvent.GroupManagerAppointed;
import org.geben.kernel.group.MembershipEvent.GroupManagerDismissed;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the rules of other streams ask about who belongs to a group, and what that allows. To those who are not in it, a
 * secret group does not exist: they are refused with the same words as for an id that nobody has.
 */
@Component
public class Memberships {
    private static final Standing OUTSIDE = new Standing(false, false);

    private final LogView<Standing> standings;
    private final Groups groups;
    private final Members members;

    public Memberships(EventStore log, Groups groups, Members members) {
        standings = new LogView<>(
                log,
                Memberships::evolve,
                GroupJoined.class,
                GroupLeft.class,
                GroupManagerAppointed.class,
                GroupManagerDismissed.class);
        this.groups = groups;
        this.members = members;
    }

    /** @throws RuleViolation GROUP_UNKNOWN */
    public boolean isOpen(GroupId group) {
        return groups.known(group).isOpen();
    }

    /** @throws RuleViolation GROUP_UNKNOWN */
    public boolean mayRead(GroupId group, MemberId reader) {
        return isOpen(group) || standing(group, reader).member();
    }

    /**
     * Whether the member manages this group in particular.
     *
     * @throws RuleViolation MEMBER_UNKNOWN, MEMBER_HAS_LEFT or MEMBER_SUSPENDED
     */
    public boolean manages(GroupId group, MemberId member) {
        members.mustBePresent(member);
        return standing(group, member).manager();
    }

    /** @throws RuleViolation GROUP_UNKNOWN, GROUP_ARCHIVED, or what the member lacks for opening a thread in the group */
    public void mustBeAbleToPublish(GroupId group, MemberId author) {
        Groups.Known known = groups.known(group);
        mustTake(group, known, author, GROUP_UNKNOWN);
        switch (known.posting()) {
            case EVERYONE -> {}
            case MEMBERS -> mustBelong(group, author);
            case MANAGERS -> mustManage(group, author);
        }
    }

    /**
     * Whoever reads a group may reply in it.
     *
     * @param unknown what is said of a secret group to those who are not in it
     * @throws RuleViolation of {@code unknown}, GROUP_ARCHIVED or GROUP_MEMBERSHIP_REQUIRED
     */
    public void mustBeAbleToReply(GroupId group, MemberId author, Rule unknown) {
        Groups.Known known = groups.known(group);
        mustTake(group, known, author, unknown);
        if (!known.isOpen()) {
            mustBelong(group, author);
        }
    }

    private void mustTake(GroupId group, Groups.Known known, MemberId author, Rule unknown) {
        if (!isKnown(group, known, author)) {
            throw unknown.broken();
        }
        if (known.archived()) {
            throw GROUP_ARCHIVED.broken();
        }
    }

    private void mustBelong(GroupId group, MemberId member) {
        if (!standing(group, member).member()) {
            throw GROUP_MEMBERSHIP_REQUIRED.broken();
        }
    }

    /** @throws RuleViolation GROUP_UNKNOWN */
    public boolean knowsOf(GroupId group, MemberId member) {
        return isKnown(group, groups.known(group), member);
    }

    private boolean isKnown(GroupId group, Groups.Known known, MemberId member) {
        return known.access() != GroupAccess.SECRET || standing(group, member).member();
    }

    /** @throws RuleViolation GROUP_UNKNOWN for a group that is not there, or is secret and not the member's */
    void mustKnowOf(GroupId group, MemberId member) {
        if (!knowsOf(group, member)) {
            throw GROUP_UNKNOWN.broken();
        }
    }

    /**
     * Who manages a group is a manager of it, a community manager or an administrator; what comes without an acting
     * member comes from the operator of the community.
     *
     * @throws RuleViolation GROUP_UNKNOWN, GROUP_MANAGER_REQUIRED, or why the member may not act at all
     */
    void mustManageUnlessOperator(GroupId group, @Nullable MemberId by) {
        groups.known(group);
        if (by != null) {
            mustManage(group, by);
        }
    }

    private void mustManage(GroupId group, MemberId by) {
        if (!members.holds(by, COMMUNITY_MANAGER, ADMIN) && !standing(group, by).manager()) {
            mustKnowOf(group, by);
            throw GROUP_MANAGER_REQUIRED.broken();
        }
    }

    private Standing standing(GroupId group, MemberId member) {
        return standings.of(MembershipId.of(group, member)).orElse(OUTSIDE);
    }

    private static Standing evolve(@Nullable Standing before, Object event) {
        return switch (event) {
            case GroupJoined joined -> new Standing(true, false);
            case GroupManagerAppointed appointed -> new Standing(true, true);
            case GroupManagerDismissed dismissed -> new Standing(true, false);
            case GroupLeft left -> OUTSIDE;
            default -> requireNonNullElse(before, OUTSIDE);
        };
    }

    private record Standing(boolean member, boolean manager) {}
}
