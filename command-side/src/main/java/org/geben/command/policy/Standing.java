package org.geben.command.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a case.
 *
 * @param since from when on the cause counts
 * @param due when a case is due; absent as long as there is no cause
 * @param opened since when there was the cause for which a case was opened, or is just about to be; absent if none is open
 * @param alarm the next deadline that is set for it
 * @param settled whether it is never due again, unless it begins anew
 */
public record Standing(
        Instant since,
        @Nullable Instant due,
        @Nullable Instant opened,
        @Nullable Instant alarm,
        boolean settled) {

    static Standing since(Instant moment) {
        return new Standing(moment, null, null, null, false);
    }

    Standing due(Instant from, @Nullable Instant at, boolean nowSettled) {
        return new Standing(from, at, opened, alarm, nowSettled);
    }

    Standing open(@Nullable Instant cause) {
        return new Standing(since, due, cause, alarm, settled);
    }

    Standing alarm(@Nullable Instant at) {
        return new Standing(since, due, opened, at, settled);
    }
}
