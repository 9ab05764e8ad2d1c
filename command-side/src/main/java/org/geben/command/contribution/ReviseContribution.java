package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;

/** Sets the whole content. */
public record ReviseContribution(
        @TargetAggregateIdentifier ContributionId contributionId, MemberId by, Content content) {}
