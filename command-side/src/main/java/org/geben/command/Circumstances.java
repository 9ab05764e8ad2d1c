package org.geben.command;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Under which circumstances a command is given; its events carry them in their envelope.
 *
 * @param occurredAt when it happened in the world
 * @param actor the member who acts
 * @param correlationId shared by all that follows from one request
 * @param source where it comes from, such as {@code import:slack}; absent for the API itself
 * @param timeInferred whether the source did not know the time and it was taken from something near
 */
public record Circumstances(
        Instant occurredAt,
        @Nullable MemberId actor,
        String correlationId,
        @Nullable String source,
        boolean timeInferred) {

    /** Of a command that a member gives now. */
    public static Circumstances of(Instant now, @Nullable MemberId actor) {
        return new Circumstances(now, actor, UuidCreator.getTimeOrderedEpoch().toString(), null, false);
    }

    /** Of something that happened at a known time in another system. */
    public static Circumstances imported(Instant occurredAt, @Nullable MemberId actor, String source, String run) {
        return new Circumstances(occurredAt, actor, run, source, false);
    }

    /** The same, where the other system did not know the time itself. */
    public Circumstances withInferredTime() {
        return new Circumstances(occurredAt, actor, correlationId, source, true);
    }
}
