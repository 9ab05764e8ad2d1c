package org.geben.command.training;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingId;

/** Somebody who holds trainings confirms that the member took part to the end. */
@CommandName(value = "training.confirm-completion", actor = "by")
public record ConfirmCompletion(
        @TargetAggregateIdentifier SessionId sessionId, TrainingId trainingId, MemberId memberId, MemberId by) {}
