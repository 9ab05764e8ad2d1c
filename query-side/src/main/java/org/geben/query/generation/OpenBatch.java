package org.geben.query.generation;

/** A batch that handlers add to, with its buffers. */
record OpenBatch(Batch batch, Buffers buffers) {
    static OpenBatch of(Projection<?> projection, Tables tables) {
        Buffers buffers = new Buffers();
        return new OpenBatch(projection.batch(buffers, tables), buffers);
    }

    void flush(Tables tables) {
        buffers.inserts().forEach(tables::insert);
        batch.flush(tables);
    }
}
