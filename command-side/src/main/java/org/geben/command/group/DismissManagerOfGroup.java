package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Makes a manager of the group a plain member.
 *
 * @param by a manager, the member, or absent for the operator of the community
 */
@CommandName(value = "group.dismiss-manager", actor = "by")
public record DismissManagerOfGroup(
        @TargetAggregateIdentifier MembershipId membershipId,
        GroupId groupId,
        MemberId memberId,
        @Nullable MemberId by) {

    public DismissManagerOfGroup(GroupId groupId, MemberId memberId, @Nullable MemberId by) {
        this(MembershipId.of(groupId, memberId), groupId, memberId, by);
    }
}
