package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;

/** The member leaves the group, or no longer asks to be let in. */
@CommandName(value = "group.leave", actor = "memberId")
public record LeaveGroup(@TargetAggregateIdentifier MembershipId membershipId, GroupId groupId, MemberId memberId) {
    public LeaveGroup(GroupId groupId, MemberId memberId) {
        this(MembershipId.of(groupId, memberId), groupId, memberId);
    }
}
