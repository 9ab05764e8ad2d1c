package org.geben.command.group;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.group.GroupRule.GROUP_JOIN_NOT_REQUESTED;
import static org.geben.kernel.group.GroupRule.NOT_IN_THE_GROUP;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.member.Members;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipEvent;
import org.geben.kernel.group.MembershipEvent.GroupJoinDeclined;
import org.geben.kernel.group.MembershipEvent.GroupJoinRequested;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipEvent.GroupManagerAppointed;
import org.geben.kernel.group.MembershipEvent.GroupManagerDismissed;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;

/**
 * One member in one group. A stream of its own, so that joining a group of a million members costs no more than joining
 * one of ten, and two who join at once never wait for each other. Hence nothing keeps the last manager from leaving: a
 * community manager can always appoint another.
 */
@Revision("2")
@Aggregate(type = "membership", snapshotTriggerDefinition = "snapshotTrigger")
class Membership {
    @AggregateIdentifier
    private MembershipId membershipId;

    private boolean asked;
    private boolean joined;
    private boolean manager;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(JoinGroup command, Groups groups, Members members, Memberships memberships) {
        if (joined) {
            return;
        }
        members.mustBePresent(command.memberId());
        if (groups.taking(command.groupId()).isOpen()) {
            apply(new GroupJoined(command.membershipId(), command.groupId(), command.memberId()));
            return;
        }
        memberships.mustKnowOf(command.groupId(), command.memberId());
        if (!asked) {
            apply(new GroupJoinRequested(command.membershipId(), command.groupId(), command.memberId()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(AdmitToGroup command, Groups groups, Members members, Memberships memberships) {
        memberships.mustManageUnlessOperator(command.groupId(), command.by());
        if (joined) {
            return;
        }
        groups.taking(command.groupId());
        members.mustBePresent(command.memberId());
        apply(new GroupJoined(command.membershipId(), command.groupId(), command.memberId(), command.by()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DeclineJoin command, Memberships memberships) {
        memberships.mustManageUnlessOperator(command.groupId(), command.by());
        if (membershipId == null || joined) {
            throw GROUP_JOIN_NOT_REQUESTED.broken();
        }
        if (asked) {
            apply(new GroupJoinDeclined(membershipId, command.groupId(), command.memberId(), command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(LeaveGroup command) {
        mustHaveBeenThere();
        if (joined) {
            apply(new GroupLeft(membershipId, command.groupId(), command.memberId()));
        } else if (asked) {
            apply(new GroupJoinDeclined(membershipId, command.groupId(), command.memberId(), command.memberId()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RemoveFromGroup command, Memberships memberships) {
        memberships.mustManageUnlessOperator(command.groupId(), command.by());
        mustHaveBeenThere();
        if (joined) {
            apply(new GroupLeft(membershipId, command.groupId(), command.memberId(), command.by()));
        } else if (asked) {
            apply(new GroupJoinDeclined(membershipId, command.groupId(), command.memberId(), command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(AppointManagerOfGroup command, Memberships memberships) {
        memberships.mustManageUnlessOperator(command.groupId(), command.by());
        if (!joined) {
            throw NOT_IN_THE_GROUP.broken();
        }
        if (!manager) {
            apply(new GroupManagerAppointed(membershipId, command.groupId(), command.memberId(), command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DismissManagerOfGroup command, Memberships memberships) {
        if (!command.memberId().equals(command.by())) {
            memberships.mustManageUnlessOperator(command.groupId(), command.by());
        }
        mustHaveBeenThere();
        if (manager) {
            apply(new GroupManagerDismissed(membershipId, command.groupId(), command.memberId(), command.by()));
        }
    }

    void begin(GroupId group, MemberId founder) {
        if (!joined) {
            MembershipId id = MembershipId.of(group, founder);
            apply(new GroupJoined(id, group, founder));
            apply(new GroupManagerAppointed(id, group, founder, null));
        }
    }

    @EventSourcingHandler
    void evolve(MembershipEvent event) {
        membershipId = event.membershipId();
        switch (event) {
            case GroupJoinRequested wish -> asked = true;
            case GroupJoinDeclined no -> asked = false;
            case GroupJoined in -> {
                joined = true;
                asked = false;
            }
            case GroupLeft out -> {
                joined = false;
                manager = false;
            }
            case GroupManagerAppointed up -> manager = true;
            case GroupManagerDismissed down -> manager = false;
        }
    }

    private void mustHaveBeenThere() {
        if (membershipId == null) {
            throw NOT_IN_THE_GROUP.broken();
        }
    }
}
