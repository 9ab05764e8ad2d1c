package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;

/** The member wants to see what another one contributes. */
@CommandName(value = "member.follow", actor = "memberId")
public record FollowMember(@TargetAggregateIdentifier MemberId memberId, MemberId followed) {}
