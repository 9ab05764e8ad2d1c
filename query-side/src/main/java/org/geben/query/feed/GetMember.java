package org.geben.query.feed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One member's profile. */
record GetMember(UUID id, @Nullable Long minPosition) {

    /**
     * @param present whether the member has not left
     * @param generation which generation of the view answered
     * @param position of the last event in it
     */
    record Result(
            UUID id,
            String handle,
            String name,
            @Nullable String about,
            boolean automated,
            boolean present,
            Instant joinedAt,
            Counts counts,
            String generation,
            long position) {}

    /** Visible contributions, and appreciations that were not retracted. */
    record Counts(long contributions, long appreciationsGiven, long appreciationsReceived) {}
}
