package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.member.MemberId;

/** The member leaves; handle and history stay. */
public record LeaveCommunity(@TargetAggregateIdentifier MemberId memberId) {}
