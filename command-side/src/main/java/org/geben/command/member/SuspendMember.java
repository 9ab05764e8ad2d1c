package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a member from acting until reinstated.
 *
 * @param by absent for the operator of the community
 */
public record SuspendMember(
        @TargetAggregateIdentifier MemberId memberId,
        String reason,
        @Nullable MemberId by) {}
