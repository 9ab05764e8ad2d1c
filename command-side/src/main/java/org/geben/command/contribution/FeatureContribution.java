package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * The community manager shows everyone what somebody has achieved.
 *
 * @param reason what is good about it
 */
@CommandName(value = "contribution.feature", actor = "by")
public record FeatureContribution(
        @TargetAggregateIdentifier ContributionId contributionId,
        MemberId by,
        @Nullable String reason) {}
