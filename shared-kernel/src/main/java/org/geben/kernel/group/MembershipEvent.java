package org.geben.kernel.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** One member in one group: a stream of its own, so that a large group is as cheap to join as a small one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MembershipEvent {
    MembershipId membershipId();

    /** The member asks to be let into a group that is not open. */
    record GroupJoinRequested(MembershipId membershipId, GroupId groupId, MemberId memberId)
            implements MembershipEvent {}

    /** @param by who declined, or the member who no longer asks; absent where the operator of the community did it */
    record GroupJoinDeclined(
            MembershipId membershipId,
            GroupId groupId,
            MemberId memberId,
            @Nullable MemberId by) implements MembershipEvent {}

    /** @param admittedBy who let the member in; absent for who came by oneself */
    record GroupJoined(
            MembershipId membershipId,
            GroupId groupId,
            MemberId memberId,
            @Nullable MemberId admittedBy) implements MembershipEvent {

        /** One who came by oneself. */
        public GroupJoined(MembershipId membershipId, GroupId groupId, MemberId memberId) {
            this(membershipId, groupId, memberId, null);
        }
    }

    /**
     * The member is in the group no longer, nor a manager of it.
     *
     * @param by who removed the member; absent for who went by oneself
     */
    record GroupLeft(
            MembershipId membershipId,
            GroupId groupId,
            MemberId memberId,
            @Nullable MemberId by) implements MembershipEvent {

        /** One who went by oneself. */
        public GroupLeft(MembershipId membershipId, GroupId groupId, MemberId memberId) {
            this(membershipId, groupId, memberId, null);
        }
    }

    /** @param by absent for the founder, and where the operator of the community did it */
    record GroupManagerAppointed(
            MembershipId membershipId,
            GroupId groupId,
            MemberId memberId,
            @Nullable MemberId by) implements MembershipEvent {}

    /** @param by absent where the operator of the community did it */
    record GroupManagerDismissed(
            MembershipId membershipId,
            GroupId groupId,
            MemberId memberId,
            @Nullable MemberId by) implements MembershipEvent {}
}
