package org.geben.query.generation;

import java.util.ArrayList;
import java.util.List;

/**
 * Hands out the buffers of one batch. Their columns are each a name and its PostgreSQL type, such as {@code "id uuid"};
 * of the types there are {@code uuid}, {@code text}, {@code text[]}, {@code boolean}, {@code bigint} and
 * {@code timestamptz}.
 */
public final class Buffers {
    private final List<Rows> inserts = new ArrayList<>();
    private final List<Buffer> gathered = new ArrayList<>();

    /**
     * New rows of a table of this name, which no earlier event can have put there. They are in the table before the batch
     * is flushed, so that no statement is needed for them.
     */
    public Rows inserts(String table, String... columns) {
        Rows rows = new Rows(table, columns);
        inserts.add(rows);
        return rows;
    }

    /** Rows as they come, under a name that no other buffer of the batch has. */
    public Rows rows(String name, String... columns) {
        return gathered(new Rows(name, columns));
    }

    /** The last row of each key, under a name that no other buffer of the batch has; the first column is the key. */
    public Latest latest(String name, String... columns) {
        return gathered(new Latest(name, columns));
    }

    /** The latest of some moments, under a name that no other buffer of the batch has. */
    public LatestMoment latestMoment(String name, String column) {
        return gathered(new LatestMoment(name, column));
    }

    /** The changes of each key's sums, under a name that no other buffer of the batch has; sums are {@code bigint}. */
    public Sums sums(String name, String... columns) {
        return gathered(new Sums(name, columns));
    }

    /** Facts that come and go in a table of this name, whose first column is their id. */
    public Facts facts(String table, String... columns) {
        List<String> words = new ArrayList<>(List.of(columns));
        words.add("standing boolean");
        return new Facts(inserts(table, columns), latest(table + "_again", words.toArray(String[]::new)));
    }

    /** The rows that go straight into their tables. */
    List<Rows> inserts() {
        return inserts;
    }

    /** The rows that statements take up. */
    List<Buffer> gathered() {
        return gathered;
    }

    private <T extends Buffer> T gathered(T buffer) {
        gathered.add(buffer);
        return buffer;
    }
}
