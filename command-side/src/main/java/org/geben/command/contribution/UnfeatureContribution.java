package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;

/** The contribution is one among others again. */
public record UnfeatureContribution(
        @TargetAggregateIdentifier ContributionId contributionId, MemberId by) {}
