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
 * @param open whether it goes on until now, whenever that is
 */
record Span(
        Window window, Instant at, ZoneId zone, @Nullable Range range, boolean open) {
    static Span of(Window window, Instant at, ZoneId zone) {
        return new Span(window, at, zone, window.around(at, zone), false);
    }

    /** @throws Refusal 400 {@code RANGE_EMPTY} if it would end before it has begun */
    static Span since(Instant from, Instant now, ZoneId zone) {
        Span span = between(from, now, zone);
        return new Span(span.window, span.at, zone, span.range, true);
    }

    /** @throws Refusal 400 {@code RANGE_EMPTY} if it ends before it has begun */
    static Span between(Instant from, Instant to, ZoneId zone) {
        if (!from.isBefore(to)) {
            throw Refusal.badRequest("RANGE_EMPTY", "The window must begin before it ends.", "from");
        }
        return new Span(Window.RANGE, from, zone, new Range(from, to), false);
    }

    /** The same window, around another moment; one from a moment to another stays, one until now ends then. */
    Span around(Instant moment) {
        if (window == Window.RANGE) {
            return open ? since(at, moment, zone) : this;
        }
        return of(window, moment, zone);
    }

    /** With which {@link #around} makes it again. */
    Instant moment() {
        return open && range != null ? range.to() : at;
    }

    /** Tells it apart from others, whenever it is asked for. */
    Object tag() {
        if (window != Window.RANGE) {
            return window;
        }
        return open ? at + "/" : String.valueOf(range);
    }

    /** Where the stretch of the same kind begins that ends where this one begins. */
    Instant earlier() {
        if (range == null) {
            throw new IllegalArgumentException("Nothing was before all time.");
        }
        return window.before(range, zone).from();
    }
}
