package org.geben.query.history;

import java.util.regex.Pattern;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;

/** A place in the log as the API writes it, and the token under which the log knows it. */
final class Position {
    /** Lies before the first event, wherever the log starts to count. */
    static final long BEFORE_ALL = -1;

    private static final Pattern NUMBER = Pattern.compile("-1|[0-9]{1,18}");

    private Position() {}

    static long of(@Nullable TrackingToken token) {
        return token == null
                ? BEFORE_ALL
                : token.position()
                        .orElseThrow(() -> new IllegalStateException("The log gave a token without a position."));
    }

    static @Nullable TrackingToken token(long position) {
        return position == BEFORE_ALL ? null : new GlobalSequenceTrackingToken(position);
    }

    /** Of the last event; 0 where there is none. */
    static long last(EventStorageEngine log) {
        return Math.max(0, of(log.createHeadToken()));
    }

    /** @param parameter where the text came from */
    static long parse(String parameter, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw Refusal.badRequest(
                    "POSITION_MALFORMED",
                    "%s must be the position of an event as given by the log: digits, or -1 for before the first event."
                            .formatted(parameter),
                    parameter);
        }
        return Long.parseLong(text);
    }

    /**
     * Refuses to read on after what has not been recorded: whoever has such a position has it from another log.
     *
     * @param parameter where the position came from
     */
    static void requireWithin(EventStorageEngine log, long position, String parameter) {
        long head = of(log.createHeadToken());
        if (position > head) {
            throw Refusal.badRequest(
                    "POSITION_BEYOND_LOG",
                    "The log ends at position %d: begin there or before.".formatted(head),
                    parameter);
        }
    }
}
