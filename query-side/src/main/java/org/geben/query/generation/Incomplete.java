package org.geben.query.generation;

import org.jspecify.annotations.Nullable;

/**
 * How many events a generation does not hold as it would hold them if each had been folded in its turn. One that is built
 * anew holds again all but those that were skipped.
 *
 * @param parked that could not be folded, or wait behind one of their stream that could not
 * @param late that were parked and then folded, after events that the log has behind them: what these say is in the
 *     view, but what was counted from several streams may be off
 * @param skipped that an operator has decided to leave out
 */
public record Incomplete(long parked, long late, long skipped) {
    static final Incomplete NOTHING = new Incomplete(0, 0, 0);

    /** As answers tell it. */
    @Nullable
    Incomplete unlessNothing() {
        return equals(NOTHING) ? null : this;
    }
}
