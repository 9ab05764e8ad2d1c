package org.geben.kernel.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Trace;
import org.jspecify.annotations.Nullable;

/** What happens to a member, from joining on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MemberEvent {
    MemberId memberId();

    /**
     * @param name as shown; need not be unique
     * @param about in the member's own words
     * @param automated whether this is a program, which no metric counts among the people
     * @param email where to reach the member outside the community; in no view
     * @param invitedBy the member who asked this one to come; absent for who came by oneself
     */
    record MemberJoined(
            MemberId memberId,

            @Personal(of = "memberId", leaves = Trace.HANDLE)
            Handle handle,

            @Personal(of = "memberId", leaves = Trace.NAME) String name,
            @Personal(of = "memberId") @Nullable String about,
            boolean automated,
            @Personal(of = "memberId") @Nullable Email email,
            @Nullable MemberId invitedBy)
            implements MemberEvent {

        /** One who came by oneself, and told no e-mail address. */
        public MemberJoined(MemberId memberId, Handle handle, String name, @Nullable String about, boolean automated) {
            this(memberId, handle, name, about, automated, null, null);
        }
    }

    /** The profile as it is from now on. */
    record MemberProfileChanged(
            MemberId memberId,

            @Personal(of = "memberId", leaves = Trace.HANDLE)
            Handle handle,

            @Personal(of = "memberId", leaves = Trace.NAME) String name,
            @Personal(of = "memberId") @Nullable String about,
            @Personal(of = "memberId") @Nullable Email email)
            implements MemberEvent {

        /** A profile without an e-mail address. */
        public MemberProfileChanged(MemberId memberId, Handle handle, String name, @Nullable String about) {
            this(memberId, handle, name, about, null);
        }
    }

    /** @param comfort absent once the member is erased */
    record DigitalComfortDeclared(
            MemberId memberId,
            @Personal(of = "memberId") @Nullable DigitalComfort comfort) implements MemberEvent {}

    /** Somebody has greeted the newcomer; it happens once. */
    record MemberWelcomed(MemberId memberId, MemberId by) implements MemberEvent {}

    /** @param by absent where the operator of the community did it */
    record RoleGranted(
            MemberId memberId, Role role, @Nullable MemberId by) implements MemberEvent {}

    /** @param by absent where the operator of the community did it */
    record RoleRevoked(
            MemberId memberId, Role role, @Nullable MemberId by) implements MemberEvent {}

    /** @param by absent where the operator of the community did it */
    record MemberSuspended(
            MemberId memberId,
            @Personal(of = "memberId", leaves = Trace.TEXT) String reason,
            @Nullable MemberId by) implements MemberEvent {}

    /** @param by absent where the operator of the community did it */
    record MemberReinstated(MemberId memberId, @Nullable MemberId by) implements MemberEvent {}

    record MemberLeft(MemberId memberId) implements MemberEvent {}

    record MemberReturned(MemberId memberId) implements MemberEvent {}

    record MemberFollowed(MemberId memberId, MemberId followed) implements MemberEvent {}

    record MemberUnfollowed(MemberId memberId, MemberId followed) implements MemberEvent {}

    /** @param visible whether leaderboards may name the member */
    record LeaderboardVisibilityChosen(MemberId memberId, boolean visible) implements MemberEvent {}

    /**
     * The receipt of an erasure: who the member is can no longer be read, nor what others wrote to them. What happened
     * stays and counts, under a pseudonym.
     *
     * @param by absent where the operator of the community did it
     */
    record MemberErased(MemberId memberId, @Nullable MemberId by) implements MemberEvent {}

    /**
     * The receipt of the erasure of all that the member wrote.
     *
     * @param by absent where the operator of the community did it
     */
    record MemberWordsErased(MemberId memberId, @Nullable MemberId by) implements MemberEvent {}
}
