package org.geben.query.leaderboard;

import java.time.Instant;
import java.time.ZoneId;
import org.geben.query.Refusal;
import org.geben.query.leaderboard.Window.Range;
import org.jspecify.annotations.Nullable;

/**
 * The window that is asked for.
 *
 * @param at any moment of it, or the last one of the last days
 * @param range from when until when; absent for all time
 */
record Span(
        Window window, Instant at, ZoneId zone, @Nullable Range range) {
    static Span of(Window window, Instant at, ZoneId zone) {
        return new Span(window, at, zone, window.around(at, zone));
    }

    /** @throws Refusal 400 {@code RANGE_EMPTY} if it ends before it has begun */
    static Span between(Instant from, Instant to, ZoneId zone) {
        if (!from.isBefore(to)) {
            throw Refusal.badRequest("RANGE_EMPTY", "A window ends later than it begins.", "to");
        }
        return new Span(Window.RANGE, from, zone, new Range(from, to));
    }

    /** The same window, around another moment; one from a moment to another stays. */
    Span around(Instant moment) {
        return window == Window.RANGE ? this : of(window, moment, zone);
    }

    /** Where the stretch of the same kind begins that ends where this one begins. */
    Instant earlier() {
        if (range == null) {
            throw new IllegalArgumentException("Nothing was before all time.");
        }
        return window.before(range, zone).from();
    }
}
