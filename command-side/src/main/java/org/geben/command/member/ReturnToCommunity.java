package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.member.MemberId;

/** A member who left comes back. */
public record ReturnToCommunity(@TargetAggregateIdentifier MemberId memberId) {}
