package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;

/** Takes a contribution out of sight, for good. */
@CommandName(value = "contribution.withdraw", actor = "by")
public record WithdrawContribution(
        @TargetAggregateIdentifier ContributionId contributionId, MemberId by) {}
