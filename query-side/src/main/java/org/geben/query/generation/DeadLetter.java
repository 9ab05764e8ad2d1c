package org.geben.query.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a live generation could not fold.
 *
 * @param projection whose generation it is
 * @param generation its name
 * @param stream the member, contribution, … that the event happened to
 * @param sequence of the event in its stream
 * @param position of the event in the log
 * @param cause what its handler, or the database, said last
 * @param attempts how often it was tried to fold it
 * @param behind how many later events of its stream wait for it
 * @param decision what was decided; absent while it is parked
 */
public record DeadLetter(
        long id,
        String projection,
        String generation,
        String stream,
        long sequence,
        long position,
        String eventId,
        String eventType,
        String cause,
        int attempts,
        Instant parkedAt,
        long behind,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Decision decision) {

    /** What became of a parked event. */
    public enum Outcome {
        /** It was folded late. */
        FOLDED,
        /** It was left out. */
        SKIPPED
    }

    /**
     * @param reason why, in the operator's words
     * @param by the member who decided, as far as that is known
     */
    public record Decision(
            Outcome outcome,
            @Nullable String reason,
            @Nullable UUID by,
            Instant at) {}
}
