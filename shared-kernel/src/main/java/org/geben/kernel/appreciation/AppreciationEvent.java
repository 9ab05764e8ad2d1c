package org.geben.kernel.appreciation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Personal.Kind;
import org.geben.kernel.privacy.Trace;
import org.jspecify.annotations.Nullable;

/** What happens to an appreciation: it is given, may be taken back and given again, and may be disallowed. */
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
     * @param tags the values that KUDOS honour; absent where none are named
     * @param allowance from which the points were taken; absent where there are none, or the giver is unknown
     */
    record AppreciationGiven(
            AppreciationId appreciationId,
            @Nullable MemberId giver,
            Subject subject,
            @Nullable MemberId receiver,
            AppreciationKind kind,

            @Personal(of = "giver", kind = Kind.WORDS) @Personal(of = "receiver") @Nullable
            String message,

            int points,
            @Nullable Integer stars,

            @Personal(of = "giver", kind = Kind.WORDS) @Personal(of = "receiver") @Nullable
            List<String> tags,

            @Nullable AllowanceId allowance)
            implements AppreciationEvent {
        public AppreciationGiven {
            tags = tags == null ? null : List.copyOf(tags);
        }

        /** One that names no values and takes no points from an allowance. */
        public AppreciationGiven(
                AppreciationId appreciationId,
                @Nullable MemberId giver,
                Subject subject,
                @Nullable MemberId receiver,
                AppreciationKind kind,
                @Nullable String message,
                int points,
                @Nullable Integer stars) {
            this(appreciationId, giver, subject, receiver, kind, message, points, stars, null, null);
        }
    }

    /** The giver has other stars in mind; the latest ones count, and it remains one appreciation. */
    record RatingChanged(AppreciationId appreciationId, int stars) implements AppreciationEvent {}

    record AppreciationRetracted(AppreciationId appreciationId) implements AppreciationEvent {}

    /**
     * A moderator takes it out of what counts, for good. What was given stays in the history, and its points are spent.
     *
     * @param giver whom the reason speaks of, where known
     * @param receiver whom the reason may speak of, where it honoured a member
     * @param by absent where the operator of the community did it
     */
    record AppreciationDisallowed(
            AppreciationId appreciationId,
            @Nullable MemberId giver,
            @Nullable MemberId receiver,

            @Personal(of = "giver", leaves = Trace.TEXT) @Personal(of = "receiver", leaves = Trace.TEXT)
            String reason,

            @Nullable MemberId by)
            implements AppreciationEvent {}
}
