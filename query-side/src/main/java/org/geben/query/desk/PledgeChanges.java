package org.geben.query.desk;

import java.time.Instant;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeEvent;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Rows;
import org.jspecify.annotations.Nullable;

/** What leaders have pledged, word by word: which one is in force on a day depends on the zone, so it shows when it is read. */
final class PledgeChanges {
    private final Rows words;

    PledgeChanges(Buffers buffers) {
        words = buffers.inserts(
                "pledge",
                "id uuid",
                "sequence bigint",
                "leader uuid",
                "unit text",
                "per_week bigint",
                "first_day bigint",
                "said_at timestamptz");
    }

    /** @param pledge from now on; null where it ends */
    void said(PledgeEvent event, @Nullable Pledge pledge, long sequence, Instant at) {
        words.add(
                event.pledgeId().value(),
                sequence,
                event.leader().value(),
                pledge == null ? null : pledge.unit().name(),
                pledge == null ? null : (long) pledge.perWeek(),
                pledge == null ? null : pledge.from().toEpochDay(),
                at);
    }
}
