package org.geben.kernel.appreciation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.geben.kernel.member.MemberId;

/**
 * What becomes of the points that a giver may pass on in one period. A stream of its own, so that of many kudos given at
 * the same moment the log lets through only what the allowance holds.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface AllowanceEvent {
    AllowanceId allowanceId();

    /**
     * The first points of the period are asked for; what is left at its end is not carried over.
     *
     * @param period such as {@code 2026-11-28}, {@code 2026-W48} or {@code 2026-11}
     * @param from its first moment
     * @param to the first moment after it
     * @param points what there is to give, whatever the settings become meanwhile
     */
    record AllowanceOpened(AllowanceId allowanceId, MemberId giver, String period, Instant from, Instant to, int points)
            implements AllowanceEvent {}

    record KudosReserved(AllowanceId allowanceId, AppreciationId appreciationId, int points)
            implements AllowanceEvent {}

    /** The kudos were retracted before the period was over. */
    record KudosReleased(AllowanceId allowanceId, AppreciationId appreciationId, int points)
            implements AllowanceEvent {}
}
