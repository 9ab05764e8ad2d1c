package org.geben.command.training;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingId;

/** The member gives the place back. */
@CommandName(value = "training.cancel-enrolment", actor = "memberId")
public record CancelEnrolment(
        @TargetAggregateIdentifier SessionId sessionId, TrainingId trainingId, MemberId memberId) {}
