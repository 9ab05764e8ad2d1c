package org.geben.query.generation;

/**
 * What some consecutive events change in one generation, gathered in buffers. Handlers only add to them; the database is
 * touched once for all, in the transaction that also stores how far the generation is. Hence each event counts exactly
 * once, whatever fails. A batch may be one event, or the whole log.
 */
public interface Batch {
    /**
     * Writes everything gathered, by a fixed number of statements however many events there were. New rows are in their
     * tables already.
     */
    void flush(Tables tables);
}
