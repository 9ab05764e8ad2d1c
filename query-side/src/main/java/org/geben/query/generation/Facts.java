package org.geben.query.generation;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Facts that come and go in one table (an appreciation, a membership), each with an id. One that comes for the first
 * time goes straight into the table; of the words about it afterwards the last counts.
 */
public final class Facts {
    private final Rows first;
    private final Latest again;

    Facts(Rows first, Latest again) {
        this.first = first;
        this.again = again;
    }

    /**
     * A fact that comes.
     *
     * @param isFirst whether no earlier event has told of it
     * @param others the values of the columns behind the id, in their order
     */
    public void came(boolean isFirst, UUID id, @Nullable Object... others) {
        if (isFirst) {
            first.add(Buffer.row(id, others));
        } else {
            came(id, others);
        }
    }

    /** A fact that may have come and gone before. */
    public void came(UUID id, @Nullable Object... others) {
        @Nullable Object[] standing = Arrays.copyOf(others, others.length + 1);
        standing[others.length] = true;
        again.put(id, standing);
    }

    public void went(UUID id) {
        @Nullable Object[] gone = new @Nullable Object[first.columns().size()];
        gone[gone.length - 1] = false;
        again.put(id, gone);
    }

    /** Writes what has come or gone again. */
    public void flush(Tables tables) {
        tables.write(takeAway(), again);
        tables.write(add(), again);
    }

    /**
     * Writes what has come or gone again.
     *
     * @param returning what is to be told of each row that goes or comes, in SQL, where that row is named {@code fact}
     * @param gone called for each that was there before
     * @param come called for each that is there now
     */
    public void flush(Tables tables, String returning, RowCallbackHandler gone, RowCallbackHandler come) {
        tables.write(takeAway() + " RETURNING " + returning, again, gone);
        tables.write(add() + " RETURNING " + returning, again, come);
    }

    private String takeAway() {
        return "DELETE FROM $.%s AS fact USING :rows WHERE fact.id = batch.id".formatted(first.name());
    }

    private String add() {
        return "INSERT INTO $.%1$s AS fact (%2$s) SELECT %2$s FROM :rows WHERE standing"
                .formatted(first.name(), first.columnNames());
    }
}
