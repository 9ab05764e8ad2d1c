package org.geben.query.generation;

import java.time.Instant;
import java.util.List;
import org.geben.query.generation.Verification.State;
import org.jspecify.annotations.Nullable;

/**
 * A verification as it is shown.
 *
 * @param progress of the folding anew, 0 to 1; null when it has ended
 * @param secondsLeft until they are compared, if it goes on as it has gone so far; null unless it has begun
 * @param generation the name of the live one; null until they are compared
 * @param position at which both stood when they were compared
 */
public record VerificationEntry(
        long id,
        String projection,
        State state,
        @Nullable Double progress,
        @Nullable Long secondsLeft,
        @Nullable String generation,
        @Nullable Long position,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<ComparedTable> tables,
        @Nullable String failure) {

    public VerificationEntry {
        tables = List.copyOf(tables);
    }

    static VerificationEntry of(Verification verification, @Nullable Generation fresh, Instant now) {
        return new VerificationEntry(
                verification.id(),
                verification.projection(),
                verification.state(),
                fresh == null ? null : GenerationEntry.progress(fresh),
                fresh == null ? null : GenerationEntry.left(fresh, now),
                verification.generation(),
                verification.position(),
                verification.createdAt(),
                verification.finishedAt(),
                verification.tables(),
                verification.failure());
    }
}
