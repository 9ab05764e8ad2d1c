package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.member.MemberId;

/** Greets a newcomer, which is done once. */
public record WelcomeMember(@TargetAggregateIdentifier MemberId memberId, MemberId by) {}
