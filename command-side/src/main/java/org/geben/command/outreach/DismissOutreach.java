package org.geben.command.outreach;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.OutreachId;

/** Nothing is to be done, for the reason given. */
@CommandName(value = "outreach.dismiss", actor = "by")
public record DismissOutreach(@TargetAggregateIdentifier OutreachId outreachId, MemberId by, String reason) {}
