package org.geben.kernel.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** What happens to a group as a whole; who belongs to it is a {@link MembershipEvent}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface GroupEvent {
    GroupId groupId();

    /**
     * @param founder the member who founded it, where that is known
     * @param posting who opens threads in it; absent for the usual of its access
     */
    record GroupFounded(
            GroupId groupId,
            String name,
            @Nullable String purpose,
            GroupAccess access,
            @Nullable MemberId founder,
            @Nullable GroupPosting posting)
            implements GroupEvent {

        /** One in which those post who usually do. */
        public GroupFounded(
                GroupId groupId,
                String name,
                @Nullable String purpose,
                GroupAccess access,
                @Nullable MemberId founder) {
            this(groupId, name, purpose, access, founder, null);
        }
    }

    /**
     * The group as it is from now on.
     *
     * @param posting who opens threads in it; absent for the usual of its access
     * @param by absent where the operator of the community did it
     */
    record GroupDescribed(
            GroupId groupId,
            String name,
            @Nullable String purpose,
            GroupAccess access,
            @Nullable GroupPosting posting,
            @Nullable MemberId by)
            implements GroupEvent {}

    /** @param by absent where the operator of the community did it */
    record GroupArchived(GroupId groupId, @Nullable MemberId by) implements GroupEvent {}

    /** @param by absent where the operator of the community did it */
    record GroupReopened(GroupId groupId, @Nullable MemberId by) implements GroupEvent {}
}
