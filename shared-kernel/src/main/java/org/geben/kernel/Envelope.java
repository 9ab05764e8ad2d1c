package org.geben.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with all that the log knows of it: the same shape in the history, in streams and in exports.
 *
 * @param position place in the log, from 1 on and in the order of recording
 * @param id of this event
 * @param type stable name, see {@link EventNames}
 * @param stream id of the member, contribution, … that it happened to
 * @param sequence place in its stream, from 0
 * @param occurredAt when it happened in the world
 * @param recordedAt when the log took it
 * @param actor the member who acted, where one did
 * @param correlationId shared by all that follows from one request
 * @param causationId the message that led to it
 * @param source where the command came from: an import, an integration; absent for the API itself
 * @param timeInferred true where the source did not know the time and it was taken from something near; absent
 *     otherwise. Metrics of a window leave such appreciations out
 * @param data the event
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope(
        long position,
        UUID id,
        String type,
        String stream,
        long sequence,
        Instant occurredAt,
        @Nullable Instant recordedAt,
        @Nullable String actor,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String source,
        @Nullable Boolean timeInferred,
        Object data) {

    /** Metadata keys under which commands and events carry the envelope. */
    public static final String OCCURRED_AT = "occurredAt";

    public static final String RECORDED_AT = "recordedAt";
    public static final String ACTOR = "actor";
    public static final String CORRELATION_ID = "correlationId";
    public static final String CAUSATION_ID = "causationId";
    public static final String SOURCE = "source";

    /** {@code "true"} where the source did not know the time and it was taken from something near. */
    public static final String TIME_INFERRED = "timeInferred";

    /** Whether the event with this metadata has a time that its source did not know. */
    public static boolean isTimeInferred(Map<String, ?> metadata) {
        return "true".equals(metadata.get(TIME_INFERRED));
    }
}
