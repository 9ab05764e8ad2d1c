package org.geben.command.training;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingId;

/** Cancels one session of a training, before it begins. */
@CommandName(value = "training.cancel-session", actor = "by")
public record CancelSession(
        @TargetAggregateIdentifier SessionId sessionId, TrainingId trainingId, String reason, MemberId by) {}
