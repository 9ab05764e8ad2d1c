package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.member.MemberId;

/** The member wants to see what another one contributes. */
public record FollowMember(@TargetAggregateIdentifier MemberId memberId, MemberId followed) {}
