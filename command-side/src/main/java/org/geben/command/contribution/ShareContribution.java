package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;

/** Shows a contribution in another group, too. */
@CommandName(value = "contribution.share", actor = "by")
public record ShareContribution(@TargetAggregateIdentifier ContributionId contributionId, GroupId group, MemberId by) {}
