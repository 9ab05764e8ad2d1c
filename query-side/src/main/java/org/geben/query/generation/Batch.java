package org.geben.query.generation;

import java.time.Instant;

/**
 * What some consecutive events change in one generation, gathered in buffers. Handlers only add to them; the database is
 * touched once for all, in the transaction that also stores how far the generation is. Hence each event counts exactly
 * once, whatever fails. A batch may be one event, or the whole log.
 *
 * <p>What handlers and statements may rely on: the events of one stream come in its order, and each once. Those of
 * different streams come in the order of the log, except for parked ones, which come late: then a statement may find no
 * row for what its event refers to, or meet an event that refers to what is long gone, and it must not fail for that. It
 * may count wrongly then: a generation that holds late events says so, and is built anew.
 */
public interface Batch {
    /** When each of the events happened, also of one that the projection has no handler for. */
    default void heard(Instant occurredAt) {}

    /**
     * Writes everything gathered, by a fixed number of statements however many events there were. New rows are in their
     * tables already.
     */
    void flush(Tables tables);
}
