package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Erases who the member is, for good; what happened stays under a pseudonym.
 *
 * @param words whether what the member wrote is to go, too
 * @param by the member, an administrator, or absent for the operator of the community
 */
@CommandName(value = "member.erase", actor = "by", optional = "words")
public record EraseMember(
        @TargetAggregateIdentifier MemberId memberId,
        boolean words,
        @Nullable MemberId by) {}
