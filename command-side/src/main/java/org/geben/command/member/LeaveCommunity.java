package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;

/** The member leaves; handle and history stay. */
@CommandName(value = "member.leave", actor = "memberId")
public record LeaveCommunity(@TargetAggregateIdentifier MemberId memberId) {}
