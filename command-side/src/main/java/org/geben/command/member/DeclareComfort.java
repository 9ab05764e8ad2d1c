package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberId;

/** The member says how the medium feels. */
public record DeclareComfort(@TargetAggregateIdentifier MemberId memberId, DigitalComfort comfort) {}
