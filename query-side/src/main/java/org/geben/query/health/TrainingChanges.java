package org.geben.query.health;

import java.time.Instant;
import java.time.ZoneOffset;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.training.SessionEvent.TrainingCompleted;
import org.geben.kernel.training.TrainingEvent.TrainingOffered;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Rows;

/** What was taught to whom, and what leaders promised to give. Nothing of it changes afterwards. */
final class TrainingChanges {
    private final Rows trainings;
    private final Rows completions;
    private final Rows pledges;

    TrainingChanges(Buffers buffers) {
        trainings = buffers.inserts("training", "id uuid", "levels text[]");
        completions = buffers.inserts(
                "completion", "session_id uuid", "member uuid", "training uuid", "completed_at timestamptz");
        pledges = buffers.inserts(
                "pledge", "leader uuid", "sequence bigint", "unit text", "per_week bigint", "begins timestamptz");
    }

    void offered(TrainingOffered event) {
        trainings.add(
                event.trainingId().value(),
                event.levels().stream().map(Enum::name).toList());
    }

    void completed(TrainingCompleted event, Instant at) {
        completions.add(
                event.sessionId().value(),
                event.memberId().value(),
                event.trainingId().value(),
                at);
    }

    void pledged(MemberId leader, long sequence, Pledge pledge) {
        pledges.add(
                leader.value(),
                sequence,
                pledge.unit().name(),
                (long) pledge.perWeek(),
                pledge.from().atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    void pledgeEnded(MemberId leader, long sequence, Instant at) {
        pledges.add(leader.value(), sequence, null, 0L, at);
    }
}
