package org.geben.command.scoring;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.kernel.scoring.ScoringRulesId;
import org.jspecify.annotations.Nullable;

/**
 * Says by which weights the community scores from a moment on.
 *
 * @param validFrom absent for now
 * @param by absent for the operator of the community
 */
@CommandName(value = "scoring.publish-rules", actor = "by", late = false)
public record PublishScoringRules(
        @TargetAggregateIdentifier ScoringRulesId rulesId,
        @Nullable Instant validFrom,
        ScoringDocument document,
        @Nullable MemberId by) {
    public PublishScoringRules(@Nullable Instant validFrom, ScoringDocument document, @Nullable MemberId by) {
        this(ScoringRulesId.OF_THE_COMMUNITY, validFrom, document, by);
    }
}
