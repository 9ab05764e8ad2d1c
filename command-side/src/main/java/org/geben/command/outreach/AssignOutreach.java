package org.geben.command.outreach;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.OutreachId;

/** Says who sees to it. */
@CommandName(value = "outreach.assign", actor = "by")
public record AssignOutreach(@TargetAggregateIdentifier OutreachId outreachId, MemberId to, MemberId by) {}
