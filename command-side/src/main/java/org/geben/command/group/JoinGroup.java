package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;

/** The member joins an open group, or asks to be let into a closed one. */
@CommandName(value = "group.join", actor = "memberId")
public record JoinGroup(@TargetAggregateIdentifier MembershipId membershipId, GroupId groupId, MemberId memberId) {
    public JoinGroup(GroupId groupId, MemberId memberId) {
        this(MembershipId.of(groupId, memberId), groupId, memberId);
    }
}
