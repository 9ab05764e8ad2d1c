package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Joins the community. Joining again under the same id is a repeat, whatever the profile has become since.
 *
 * @param automated whether this is a program
 */
public record JoinMember(
        @TargetAggregateIdentifier MemberId memberId,
        Handle handle,
        String name,
        @Nullable String about,
        boolean automated) {}
