package org.geben.kernel.appreciation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** What happens to an appreciation: it is given, and may be taken back and given again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface AppreciationEvent {
    AppreciationId appreciationId();

    /**
     * @param giver unknown where an import has lost it: it then counts for the receiver, and metrics that need a giver
     *     leave it out
     * @param receiver the member whom it honours; absent for a resource outside the community
     * @param message with KUDOS
     * @param points with KUDOS, 0 where none were given
     * @param stars 1 to 5 with RATING, otherwise absent
     */
    record AppreciationGiven(
            AppreciationId appreciationId,
            @Nullable MemberId giver,
            Subject subject,
            @Nullable MemberId receiver,
            AppreciationKind kind,
            @Nullable String message,
            int points,
            @Nullable Integer stars)
            implements AppreciationEvent {}

    record AppreciationRetracted(AppreciationId appreciationId) implements AppreciationEvent {}
}
