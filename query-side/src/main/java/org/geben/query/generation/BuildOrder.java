package org.geben.query.generation;

import java.time.Instant;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Has a view folded anew. One under rules of its own is private: it stands at a cut, by default where the log ends, and
 * never takes the live one's place.
 *
 * @param projection the name of the view
 * @param hold whether it is to be kept ready when it is built, and not to take the live one's place
 * @param rules a document of weights; what it leaves out has its standard weight
 * @param atPosition where the log is to end for a private one
 * @param asOf up to when things are to have happened for a private one, as RFC 3339 has it
 */
public record BuildOrder(
        @Nullable String projection,
        @Nullable Boolean hold,
        @Nullable JsonNode rules,
        @Nullable Long atPosition,
        @Nullable String asOf) {

    boolean isHeld() {
        return Boolean.TRUE.equals(hold);
    }

    /** Null if it is an order of a generation that follows the log. */
    @Nullable
    JsonNode ownRules() {
        return rules == null || rules.isNull() ? null : rules;
    }

    boolean hasCut() {
        return atPosition != null || asOf != null;
    }

    /**
     * Null where the log ends.
     *
     * @throws Refusal 400 {@code POSITION_MALFORMED}, {@code TIME_MALFORMED}, {@code CUT_AMBIGUOUS}; {@code AS_OF_FUTURE}
     */
    @Nullable
    Cut cut(Instant now) {
        try {
            AsOf wanted = AsOf.of(asOf, atPosition == null ? null : atPosition.toString(), null, null);
            if (wanted instanceof Cut.ByTime by) {
                Cuts.requireNotFuture(by, now);
            }
            return wanted instanceof Cut cut ? cut : null;
        } catch (Refusal refused) {
            throw refused.ofField();
        }
    }
}
