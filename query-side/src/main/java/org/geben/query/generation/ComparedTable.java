package org.geben.query.generation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One table as it stood in the live generation and in the one folded anew.
 *
 * @param rows of the live one
 * @param checksum of the live one, see {@link TableSum}
 * @param difference null if both hold the same rows
 */
public record ComparedTable(
        String table, long rows, String checksum, @Nullable Difference difference) {

    @JsonIgnore
    public boolean isEqual() {
        return difference == null;
    }

    /**
     * How the live table differs from what its events fold into. Contents may be personal and are not told.
     *
     * @param shape what is wrong with the table itself, in a sentence; then rows were not compared
     * @param missing how many rows the live one lacks
     * @param surplus how many rows only the live one has
     * @param changed how many rows are not as they should be
     * @param first the first of all these by primary key; none in a table without one
     */
    public record Difference(
            @Nullable String shape, long missing, long surplus, long changed, List<DifferingRow> first) {
        public Difference {
            first = List.copyOf(first);
        }
    }

    /**
     * @param key the columns of the primary key, by name
     * @param columns those that are not as they should be; none where the row is missing or surplus
     */
    public record DifferingRow(Map<String, @Nullable Object> key, Kind kind, List<String> columns) {
        public DifferingRow {
            columns = List.copyOf(columns);
        }
    }

    /** What is the matter with a row of the live generation. */
    public enum Kind {
        MISSING,
        SURPLUS,
        CHANGED
    }
}
