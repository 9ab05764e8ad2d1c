package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;

/** A member who left comes back. */
@CommandName(value = "member.return", actor = "memberId")
public record ReturnToCommunity(@TargetAggregateIdentifier MemberId memberId) {}
