package org.geben.query.history;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.geben.query.generation.Cuts;
import org.jspecify.annotations.Nullable;

/**
 * How much of the history is asked for: what a view of the same past is folded from.
 *
 * @param cut null for all of it
 */
record Past(@Nullable Cut cut) {
    /**
     * Reads what a request says, of which each may be absent.
     *
     * @throws Refusal 400 {@code POSITION_MALFORMED}, {@code TIME_MALFORMED}, {@code CUT_AMBIGUOUS} or {@code
     *     AS_OF_FUTURE}
     */
    static Past of(@Nullable String asOf, @Nullable String atPosition, Instant now) {
        AsOf asked = AsOf.of(asOf, atPosition, null, null);
        if (asked instanceof Cut.ByTime by) {
            Cuts.requireNotFuture(by, now);
        }
        return new Past(asked instanceof Cut cut ? cut : null);
    }

    /**
     * @param head where the log ends, which is asked for only if it matters
     * @throws Refusal 400 {@code POSITION_BEYOND_LOG}
     */
    void requireWithin(LongSupplier head) {
        if (cut instanceof Cut.ByPosition by) {
            Cuts.requireWithin(head.getAsLong(), by.position(), "atPosition");
        }
    }

    /** The position behind which no event belongs to it. */
    long end() {
        return cut == null ? Long.MAX_VALUE : cut.reach(() -> Long.MAX_VALUE);
    }

    boolean includes(TrackedEventMessage<?> event) {
        return cut == null || cut.includes(Position.of(event.trackingToken()), event.getTimestamp());
    }
}
