package org.geben.query.generation;

import java.util.function.Consumer;

/**
 * How a generation comes by most of its events: as one batch, however long the log is. What its handlers gather is
 * copied away from time to time; the batch's statements run once, when all of it is there, and the keys and indexes are
 * made after that.
 */
final class Filling {
    private final Generation generation;
    private final Catalogue catalogue;
    private final OpenBatch batch;
    private final Staging staging;

    Filling(Generation generation, Handlers handlers, Catalogue catalogue) {
        this.generation = generation;
        this.catalogue = catalogue;
        this.batch = handlers.open(catalogue.schemas().tables(generation));
        this.staging = catalogue.schemas().staging(generation, batch.buffers());
    }

    /** To be called once, before the first {@link #copy}. */
    void begin() {
        staging.make();
    }

    OpenBatch batch() {
        return batch;
    }

    /** Brings what was gathered since the last time into the database. */
    void copy() {
        staging.copy();
    }

    /**
     * Runs the batch's statements over all that was copied.
     *
     * @param step runs each step in a transaction of its own
     */
    void finish(Consumer<Runnable> step) {
        catalogue.schemas().settle(generation, batch, staging, step);
    }
}
