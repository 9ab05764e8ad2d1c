package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberId;

/** The member says how the medium feels. */
@CommandName(value = "member.declare-comfort", actor = "memberId")
public record DeclareComfort(@TargetAggregateIdentifier MemberId memberId, DigitalComfort comfort) {}
