package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a member from acting until reinstated.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "member.suspend", actor = "by")
public record SuspendMember(
        @TargetAggregateIdentifier MemberId memberId,
        String reason,
        @Nullable MemberId by) {}
