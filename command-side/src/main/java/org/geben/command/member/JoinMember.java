package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.Email;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Joins the community. Joining again under the same id is a repeat, whatever the profile has become since.
 *
 * @param automated whether this is a program
 * @param invitedBy the member who asked this one to come, where one did
 */
@CommandName(value = "member.join", actor = "memberId", creates = true, optional = "automated")
public record JoinMember(
        @TargetAggregateIdentifier MemberId memberId,
        Handle handle,
        String name,
        @Nullable String about,
        boolean automated,
        @Nullable Email email,
        @Nullable MemberId invitedBy) {

    /** Somebody who comes by oneself and tells no e-mail address. */
    public JoinMember(MemberId memberId, Handle handle, String name, @Nullable String about, boolean automated) {
        this(memberId, handle, name, about, automated, null, null);
    }

    Profile profile() {
        return new Profile(handle, name, about, email);
    }
}
