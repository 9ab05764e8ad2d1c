package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Does not let in a member who has asked.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "group.decline-request", actor = "by")
public record DeclineJoin(
        @TargetAggregateIdentifier MembershipId membershipId,
        GroupId groupId,
        MemberId memberId,
        @Nullable MemberId by) {

    public DeclineJoin(GroupId groupId, MemberId memberId, @Nullable MemberId by) {
        this(MembershipId.of(groupId, memberId), groupId, memberId, by);
    }
}
