package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Takes a member out of a group, or what the member asks for off the table.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "group.remove-member", actor = "by")
public record RemoveFromGroup(
        @TargetAggregateIdentifier MembershipId membershipId,
        GroupId groupId,
        MemberId memberId,
        @Nullable MemberId by) {

    public RemoveFromGroup(GroupId groupId, MemberId memberId, @Nullable MemberId by) {
        this(MembershipId.of(groupId, memberId), groupId, memberId, by);
    }
}
