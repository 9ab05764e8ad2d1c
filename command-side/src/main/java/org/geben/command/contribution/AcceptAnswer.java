package org.geben.command.contribution;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;

/**
 * The asker names the answer that helped.
 *
 * @param contributionId the question
 */
@CommandName(value = "contribution.accept-answer", actor = "by")
public record AcceptAnswer(
        @TargetAggregateIdentifier ContributionId contributionId, ContributionId answer, MemberId by) {}
