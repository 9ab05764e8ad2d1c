package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;

/** The member no longer wants to see what another one contributes. */
@CommandName(value = "member.unfollow", actor = "memberId")
public record UnfollowMember(@TargetAggregateIdentifier MemberId memberId, MemberId followed) {}
