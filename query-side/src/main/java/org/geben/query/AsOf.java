package org.geben.query;

import org.jspecify.annotations.Nullable;

/** Which state of a view is asked for. */
public sealed interface AsOf permits AsOf.Now, AsOf.InGeneration, Cut {
    /** As the view is, however far that may be. */
    AsOf NOW = new Now(null);

    /** As it is once it has reached the position, for readers of their own writes. */
    static AsOf now(long minPosition) {
        return new Now(minPosition);
    }

    /**
     * Reads what a request says, of which each may be absent.
     *
     * @throws Refusal 400 {@code POSITION_MALFORMED}, {@code TIME_MALFORMED} or {@code ID_MALFORMED}; {@code
     *     CUT_AMBIGUOUS} if it says more than one
     */
    static AsOf of(
            @Nullable String asOf,
            @Nullable String atPosition,
            @Nullable String minPosition,
            @Nullable String generation) {
        if (generation != null && (asOf != null || atPosition != null || minPosition != null)) {
            throw Refusal.badRequest(
                    "CUT_AMBIGUOUS",
                    "A generation under other rules stands at its own cut: leave asOf, atPosition and minPosition out.",
                    "generation");
        }
        if (generation != null) {
            return new InGeneration(Parameters.number("generation", generation, "generation"));
        }
        if (asOf != null && atPosition != null) {
            throw Refusal.badRequest(
                    "CUT_AMBIGUOUS", "Ask for the view either asOf a moment or atPosition, not both.", "asOf");
        }
        if (minPosition != null && (asOf != null || atPosition != null)) {
            throw Refusal.badRequest(
                    "CUT_AMBIGUOUS",
                    "minPosition asks for the present: leave it out where asOf or atPosition asks for the past.",
                    "minPosition");
        }
        if (asOf != null) {
            return new Cut.ByTime(Parameters.moment("asOf", asOf));
        }
        if (atPosition != null) {
            return new Cut.ByPosition(Parameters.position("atPosition", atPosition));
        }
        return minPosition == null ? NOW : now(Parameters.position("minPosition", minPosition));
    }

    /** Tells lists of different states apart; without a blank. */
    String tag();

    /** As a generation under rules of its own shows it, at the cut of that. */
    record InGeneration(long id) implements AsOf {
        @Override
        public String tag() {
            return "#" + id;
        }
    }

    /** @param minPosition null where any will do */
    record Now(@Nullable Long minPosition) implements AsOf {
        @Override
        public String tag() {
            return "";
        }
    }
}
