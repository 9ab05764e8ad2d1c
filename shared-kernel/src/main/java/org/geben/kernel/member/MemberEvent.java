package org.geben.kernel.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What happens to a member, from joining on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MemberEvent {
    MemberId memberId();

    /**
     * @param name as shown; need not be unique
     * @param about in the member's own words
     * @param automated whether this is a program, which no metric counts among the people
     */
    record MemberJoined(
            MemberId memberId,
            Handle handle,
            String name,
            @Nullable String about,
            boolean automated) implements MemberEvent {}

    /** The profile as it is from now on. */
    record MemberProfileChanged(
            MemberId memberId,
            Handle handle,
            String name,
            @Nullable String about) implements MemberEvent {}

    record MemberLeft(MemberId memberId) implements MemberEvent {}

    record MemberReturned(MemberId memberId) implements MemberEvent {}
}
