package org.geben.query.generation;

/**
 * What some consecutive events change in one generation, gathered in memory. Handlers only add to it; the database is
 * touched once for all of them, in the transaction that also stores how far the generation is. Hence each event counts
 * exactly once, whatever fails.
 */
public interface Batch {
    /** Writes everything gathered, by a fixed number of statements however many events there were. */
    void flush(Tables tables);
}
