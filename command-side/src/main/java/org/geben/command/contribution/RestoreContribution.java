package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Shows a hidden contribution again.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "contribution.restore", actor = "by")
public record RestoreContribution(
        @TargetAggregateIdentifier ContributionId contributionId,
        @Nullable MemberId by) {}
