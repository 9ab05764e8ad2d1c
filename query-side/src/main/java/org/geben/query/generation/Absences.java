package org.geben.query.generation;

import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * For how many reasons each of the view's members is not there: gone, suspended, erased. Whoever has come back but has not
 * left yet, as a cut by time may have it, is there.
 */
public final class Absences {
    /** Of a row that {@link #flush(Tables, String, RowCallbackHandler)} returns: whether the member was there before. */
    public static final String WAS_PRESENT = "member.absences - batch.absences <= 0 AS was_present";

    private static final String UPDATE = """
            UPDATE $.member SET absences = member.absences + batch.absences,
                                present = member.absences + batch.absences <= 0
            FROM :rows WHERE member.id = batch.id
            """;

    private final Sums changes;

    public Absences(Buffers buffers) {
        changes = buffers.sums("absence", "id uuid", "absences bigint");
    }

    /** For one reason more. */
    public void begin(UUID member) {
        changes.add("absences", 1, member);
    }

    /** For one reason less. */
    public void end(UUID member) {
        changes.add("absences", -1, member);
    }

    public void flush(Tables tables) {
        tables.write(UPDATE, changes);
    }

    /** @param returning columns of the updated {@code member} and of the {@code batch} */
    public void flush(Tables tables, String returning, RowCallbackHandler returned) {
        tables.write(UPDATE + " RETURNING " + returning, changes, returned);
    }
}
