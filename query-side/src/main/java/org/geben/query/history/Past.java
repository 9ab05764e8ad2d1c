package org.geben.query.history;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.geben.query.generation.Cuts;
import org.jspecify.annotations.Nullable;

/** How much of the history is asked for: what a view of the same past is folded from, or all that the log has. */
final class Past {
    private final AsOf asked;

    private Past(AsOf asked) {
        this.asked = asked;
    }

    /**
     * Reads what a request says, of which each may be absent.
     *
     * @throws Refusal 400 {@code POSITION_MALFORMED}, {@code TIME_MALFORMED}, {@code CUT_AMBIGUOUS}, {@code
     *     AS_OF_FUTURE} or {@code HISTORY_WITHOUT_GENERATION}
     */
    static Past of(
            @Nullable String asOf,
            @Nullable String atPosition,
            @Nullable String minPosition,
            @Nullable String generation,
            Instant now) {
        requireNone(generation);
        AsOf asked = AsOf.of(asOf, atPosition, minPosition, null);
        if (asked instanceof Cut.ByTime by) {
            Cuts.requireNotFuture(by, now);
        }
        return new Past(asked);
    }

    /**
     * All of it, where a request says neither asOf nor atPosition.
     *
     * @throws Refusal 400 {@code POSITION_MALFORMED} or {@code HISTORY_WITHOUT_GENERATION}
     */
    static Past whole(@Nullable String minPosition, @Nullable String generation) {
        requireNone(generation);
        return new Past(AsOf.of(null, null, minPosition, null));
    }

    private static void requireNone(@Nullable String generation) {
        if (generation != null) {
            throw Refusal.badRequest(
                    "HISTORY_WITHOUT_GENERATION",
                    "The history is the same whatever is folded from it: leave generation out.",
                    "generation");
        }
    }

    /**
     * Refuses a position that the log does not have. No reader waits for {@code minPosition} here: the history is read
     * from the log itself, which has whatever a command has answered.
     *
     * @param head where the log ends, which is asked for only if it matters
     * @throws Refusal 400 {@code POSITION_BEYOND_LOG}
     */
    void requireWithin(LongSupplier head) {
        if (asked instanceof Cut.ByPosition by) {
            Cuts.requireWithin(head.getAsLong(), by.position(), "atPosition");
        } else if (asked instanceof AsOf.Now now && now.minPosition() != null) {
            Cuts.requireWithin(head.getAsLong(), now.minPosition(), "minPosition");
        }
    }

    /** The position behind which no event belongs to it. */
    long end() {
        return asked instanceof Cut cut ? cut.reach(() -> Long.MAX_VALUE) : Long.MAX_VALUE;
    }

    boolean includes(TrackedEventMessage<?> event) {
        return !(asked instanceof Cut cut) || cut.includes(Position.of(event.trackingToken()), event.getTimestamp());
    }
}
