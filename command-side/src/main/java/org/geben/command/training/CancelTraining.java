package org.geben.command.training;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.TrainingId;

/** Cancels a training with all sessions that have not been held. */
@CommandName(value = "training.cancel", actor = "by")
public record CancelTraining(@TargetAggregateIdentifier TrainingId trainingId, String reason, MemberId by) {}
