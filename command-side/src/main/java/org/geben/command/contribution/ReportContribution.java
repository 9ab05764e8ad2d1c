package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;

/** A member tells the moderators that something is wrong with a contribution. */
@CommandName(value = "contribution.report", actor = "by")
public record ReportContribution(
        @TargetAggregateIdentifier ContributionId contributionId, MemberId by, String reason) {}
