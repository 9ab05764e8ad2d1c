package org.geben.query.desk;

import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.appreciation.AllowanceEvent.AllowanceOpened;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReleased;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReserved;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Allowances, and what stands reserved in each: kudos that are given again in a period take their points once. */
final class AllowanceChanges {
    private final Rows opened;
    private final Facts kudos;

    AllowanceChanges(Buffers buffers) {
        opened = buffers.inserts(
                "allowance",
                "id uuid",
                "giver uuid",
                "period text",
                "from_at timestamptz",
                "to_at timestamptz",
                "points bigint");
        kudos = buffers.facts("kudos", "id uuid", "allowance uuid", "points bigint", "reserved_at timestamptz");
    }

    void opened(AllowanceOpened event) {
        opened.add(event.allowanceId().value(), event.giver().value(), event.period(), event.from(), event.to(), (long)
                event.points());
    }

    void reserved(KudosReserved event, Instant at) {
        kudos.came(
                id(event.allowanceId(), event.appreciationId()),
                event.allowanceId().value(),
                (long) event.points(),
                at);
    }

    void released(KudosReleased event) {
        kudos.went(id(event.allowanceId(), event.appreciationId()));
    }

    private static UUID id(AllowanceId allowance, AppreciationId appreciation) {
        return NaturalKey.uuid("reserved", allowance.toString(), appreciation.toString());
    }

    void flush(Tables tables) {
        kudos.flush(tables);
    }
}
