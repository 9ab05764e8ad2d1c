package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;

/** The contribution is one among others again. */
@CommandName(value = "contribution.unfeature", actor = "by")
public record UnfeatureContribution(
        @TargetAggregateIdentifier ContributionId contributionId, MemberId by) {}
