package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Takes a contribution out of sight, until it is restored.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "contribution.hide", actor = "by")
public record HideContribution(
        @TargetAggregateIdentifier ContributionId contributionId,
        @Nullable MemberId by,
        String reason) {}
