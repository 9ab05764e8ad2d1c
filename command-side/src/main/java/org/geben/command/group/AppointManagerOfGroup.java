package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Makes a member of the group one of its managers.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "group.appoint-manager", actor = "by")
public record AppointManagerOfGroup(
        @TargetAggregateIdentifier MembershipId membershipId,
        GroupId groupId,
        MemberId memberId,
        @Nullable MemberId by) {

    public AppointManagerOfGroup(GroupId groupId, MemberId memberId, @Nullable MemberId by) {
        this(MembershipId.of(groupId, memberId), groupId, memberId, by);
    }
}
