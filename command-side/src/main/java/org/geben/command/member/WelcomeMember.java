package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;

/** Greets a newcomer, which is done once. */
@CommandName(value = "member.welcome", actor = "by")
public record WelcomeMember(@TargetAggregateIdentifier MemberId memberId, MemberId by) {}
