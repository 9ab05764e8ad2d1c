package org.geben.kernel.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** By which rules the community says it scores: one stream, so that each version follows the one before it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ScoringRulesEvent {
    ScoringRulesId rulesId();

    /**
     * @param version 1, 2, 3, …
     * @param validFrom from when on they hold, until those of the next version do
     * @param by absent where the operator of the community did it
     */
    record ScoringRulesPublished(
            ScoringRulesId rulesId,
            int version,
            Instant validFrom,
            ScoringDocument document,
            @Nullable MemberId by) implements ScoringRulesEvent {}
}
