package org.geben.command.training;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingId;
import org.jspecify.annotations.Nullable;

/**
 * Says when a training is held.
 *
 * @param where a room, or an address to call
 */
@CommandName(value = "training.schedule-session", actor = "by", creates = true)
public record ScheduleSession(
        @TargetAggregateIdentifier SessionId sessionId,
        TrainingId trainingId,
        Instant from,
        Instant to,
        int places,
        @Nullable String where,
        MemberId by) {}
