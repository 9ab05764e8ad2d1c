package org.geben.query.generation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of a live generation with what its events fold into when they are folded anew.
 *
 * @param fresh the id of the generation that is folded anew, which goes when the verification ends
 * @param generation the name of the live one; null until they are compared
 * @param position at which both stood when they were compared
 * @param finishedAt null while it is under way or waits for its turn
 * @param tables what was found in each; empty until they are compared
 * @param failure why they could not be compared, in a sentence
 */
public record Verification(
        long id,
        String projection,
        State state,
        long fresh,
        @Nullable String generation,
        @Nullable Long position,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<ComparedTable> tables,
        @Nullable String failure) {

    public Verification {
        tables = List.copyOf(tables);
    }

    /** What has come of it. */
    public enum State {
        RUNNING,
        EQUAL,
        DIFFERENT,
        FAILED
    }
}
