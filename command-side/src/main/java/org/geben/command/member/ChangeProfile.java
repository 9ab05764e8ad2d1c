package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.Email;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Changes a member's profile; a part that is null stays as it is, an empty about or e-mail address is taken away. */
@CommandName(value = "member.change-profile", actor = "memberId")
public record ChangeProfile(
        @TargetAggregateIdentifier MemberId memberId,
        @Nullable Handle handle,
        @Nullable String name,
        @Nullable String about,
        @Nullable Email email) {

    /** The e-mail address stays as it is. */
    public ChangeProfile(MemberId memberId, @Nullable Handle handle, @Nullable String name, @Nullable String about) {
        this(memberId, handle, name, about, null);
    }

    Profile change(Profile profile) {
        return new Profile(
                handle == null ? profile.handle() : handle,
                name == null ? profile.name() : name,
                about == null ? profile.about() : about.isEmpty() ? null : about,
                email == null ? profile.email() : email.value().isEmpty() ? null : email);
    }
}
