package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Sets the whole profile; what stays the same is sent again. */
public record ChangeProfile(
        @TargetAggregateIdentifier MemberId memberId,
        Handle handle,
        String name,
        @Nullable String about) {}
