package org.geben.kernel.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Personal.Kind;
import org.geben.kernel.privacy.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one session of a training. A stream of its own, so that the places of one session are contended for by
 * those who want them, and by nobody else.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface SessionEvent {
    SessionId sessionId();

    TrainingId trainingId();

    /**
     * @param from when it begins
     * @param to when it ends
     * @param places how many can take part
     * @param where a room, or an address to call
     */
    record SessionScheduled(
            SessionId sessionId,
            TrainingId trainingId,
            Instant from,
            Instant to,
            int places,
            @Nullable String where) implements SessionEvent {}

    record TrainingEnrolled(SessionId sessionId, TrainingId trainingId, MemberId memberId) implements SessionEvent {}

    /** The member gives the place back. */
    record TrainingEnrolmentCancelled(SessionId sessionId, TrainingId trainingId, MemberId memberId)
            implements SessionEvent {}

    /**
     * It is not held. Who had a place keeps having been enrolled.
     *
     * @param reason in the words of whoever cancelled it
     */
    record SessionCancelled(
            SessionId sessionId,
            TrainingId trainingId,

            @Personal(of = "by", kind = Kind.WORDS, leaves = Trace.TEXT)
            String reason,

            MemberId by)
            implements SessionEvent {}

    record TrainingCompleted(SessionId sessionId, TrainingId trainingId, MemberId memberId, MemberId confirmedBy)
            implements SessionEvent {}
}
