package org.geben.kernel.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** What happens to a group as a whole; who belongs to it is a {@link MembershipEvent}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface GroupEvent {
    GroupId groupId();

    /** @param founder the member who founded it, where that is known */
    record GroupFounded(
            GroupId groupId,
            String name,
            @Nullable String purpose,
            GroupAccess access,
            @Nullable MemberId founder) implements GroupEvent {}
}
