package org.geben.command.appreciation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberId;

/** The giver takes the appreciation back. */
@CommandName(value = "appreciation.retract", actor = "by")
public record RetractAppreciation(@TargetAggregateIdentifier AppreciationId appreciationId, MemberId by) {}
