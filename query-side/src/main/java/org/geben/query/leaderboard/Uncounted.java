package org.geben.query.leaderboard;

import java.util.UUID;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/** Counts by month the facts that give the boards no points, so that nobody who reads a board has to. */
final class Uncounted {
    /** Why a fact is not counted: the first of these that fits. */
    enum Reason {
        /** A visible one, by a person. */
        REPLY_TO_PROGRAM,
        /** Given or received by a program. */
        AUTOMATED,
        TIME_INFERRED,
        /** The same where the giver is not known either. */
        TIME_INFERRED_GIVER_UNKNOWN,
        GIVER_UNKNOWN
    }

    private static final int MONTH = 100;

    private final Sums changes;

    Uncounted(Buffers buffers) {
        changes = buffers.sums("uncounted_change", "reason text", "month integer", "facts bigint");
    }

    /** @param times 1 for one that comes, -1 for one that goes */
    void appreciation(int times, @Nullable UUID giver, long day, boolean timeInferred, boolean automated) {
        if (automated) {
            add(Reason.AUTOMATED, day / MONTH, times);
        } else if (timeInferred) {
            add(giver == null ? Reason.TIME_INFERRED_GIVER_UNKNOWN : Reason.TIME_INFERRED, day / MONTH, times);
        } else if (giver == null) {
            add(Reason.GIVER_UNKNOWN, day / MONTH, times);
        }
    }

    void repliesToPrograms(long month, long times) {
        add(Reason.REPLY_TO_PROGRAM, month, times);
    }

    void replyToProgram(int times, long day) {
        repliesToPrograms(day / MONTH, times);
    }

    private void add(Reason reason, long month, long times) {
        changes.add("facts", times, reason.name(), Math.toIntExact(month));
    }

    void flush(Tables tables) {
        tables.write("""
                MERGE INTO $.uncounted u USING (SELECT * FROM :rows) c ON u.reason = c.reason AND u.month = c.month
                WHEN MATCHED AND u.facts + c.facts = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET facts = u.facts + c.facts
                WHEN NOT MATCHED THEN INSERT (reason, month, facts) VALUES (c.reason, c.month, c.facts)
                """, changes);
    }
}
