package org.geben.command.group;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.group.GroupRule.NOT_IN_THE_GROUP;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.member.Members;
import org.geben.kernel.group.MembershipEvent;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipId;

/**
 * One member in one group. A stream of its own, so that joining a group of a million members costs no more than joining
 * one of ten, and two who join at once never wait for each other.
 */
@Revision("1")
@Aggregate(type = "membership", snapshotTriggerDefinition = "snapshotTrigger")
class Membership {
    @AggregateIdentifier
    private MembershipId membershipId;

    private boolean joined;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(JoinGroup command, Groups groups, Members members) {
        if (joined) {
            return;
        }
        groups.mustExist(command.groupId());
        members.mustBePresent(command.memberId());
        apply(new GroupJoined(command.membershipId(), command.groupId(), command.memberId()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(LeaveGroup command) {
        if (membershipId == null) {
            throw NOT_IN_THE_GROUP.broken();
        }
        if (joined) {
            apply(new GroupLeft(membershipId, command.groupId(), command.memberId()));
        }
    }

    @EventSourcingHandler
    void evolve(MembershipEvent event) {
        membershipId = event.membershipId();
        switch (event) {
            case GroupJoined in -> joined = true;
            case GroupLeft out -> joined = false;
        }
    }
}
