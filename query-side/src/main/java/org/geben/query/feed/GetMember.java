package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** One member's profile. */
record GetMember(UUID id, AsOf asOf) {

    /**
     * @param present whether the member has not left
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
            @JsonUnwrapped Origin origin) {}

    /** Visible contributions, and appreciations that were not retracted. */
    record Counts(long contributions, long appreciationsGiven, long appreciationsReceived) {}
}
