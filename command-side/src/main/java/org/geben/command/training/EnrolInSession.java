package org.geben.command.training;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingId;

/** The member takes a place. */
@CommandName(value = "training.enrol", actor = "memberId")
public record EnrolInSession(
        @TargetAggregateIdentifier SessionId sessionId, TrainingId trainingId, MemberId memberId) {}
