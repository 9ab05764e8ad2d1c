package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Lets a member into a group, whether or not the member has asked.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "group.admit-member", actor = "by")
public record AdmitToGroup(
        @TargetAggregateIdentifier MembershipId membershipId,
        GroupId groupId,
        MemberId memberId,
        @Nullable MemberId by) {

    public AdmitToGroup(GroupId groupId, MemberId memberId, @Nullable MemberId by) {
        this(MembershipId.of(groupId, memberId), groupId, memberId, by);
    }
}
