package org.geben.query.progress;

import java.time.Instant;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.MemberId;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Tables;

/** Appreciations that stand. */
final class AppreciationChanges {
    private final Facts facts;

    AppreciationChanges(Buffers buffers) {
        facts = buffers.facts(
                "appreciation",
                "id uuid",
                "giver uuid",
                "receiver uuid",
                "contribution uuid",
                "kind text",
                "given_at timestamptz",
                "time_inferred boolean");
    }

    void given(AppreciationGiven event, Instant at, boolean timeInferred, boolean first) {
        MemberId giver = event.giver();
        MemberId receiver = event.receiver();
        facts.came(
                first,
                event.appreciationId().value(),
                giver == null ? null : giver.value(),
                receiver == null ? null : receiver.value(),
                event.subject() instanceof Subject.OfContribution subject
                        ? subject.id().value()
                        : null,
                event.kind().name(),
                at,
                timeInferred);
    }

    void gone(AppreciationId appreciation) {
        facts.went(appreciation.value());
    }

    void flush(Tables tables) {
        facts.flush(tables);
    }
}
