package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Ends a suspension.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "member.reinstate", actor = "by")
public record ReinstateMember(
        @TargetAggregateIdentifier MemberId memberId,
        @Nullable MemberId by) {}
