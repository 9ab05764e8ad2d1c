package org.geben.kernel.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.geben.kernel.member.MemberId;

/** One member in one group: a stream of its own, so that a large group is as cheap to join as a small one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MembershipEvent {
    MembershipId membershipId();

    record GroupJoined(MembershipId membershipId, GroupId groupId, MemberId memberId) implements MembershipEvent {}

    record GroupLeft(MembershipId membershipId, GroupId groupId, MemberId memberId) implements MembershipEvent {}
}
