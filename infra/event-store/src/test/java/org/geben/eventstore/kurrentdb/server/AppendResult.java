package org.geben.eventstore.kurrentdb.server;

import java.util.List;

/** What the log has made of an append. */
sealed interface AppendResult {

    /**
     * Stored, now or before.
     *
     * @param revisions the last one of each stream
     */
    record Stored(long position, List<Long> revisions) implements AppendResult {}

    record Conflict(StreamAppend append, long actual) implements AppendResult {}

    /** Some streams have their records already, others do not. */
    record Mixed() implements AppendResult {}

    record TooLarge(int size, int limit) implements AppendResult {}
}
