package org.geben.command.training;

import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.TrainingId;
import org.geben.kernel.training.TrainingKind;
import org.jspecify.annotations.Nullable;

/** Offers a training or office hours, for members of these levels of digital comfort. */
@CommandName(value = "training.offer", actor = "by", creates = true)
public record OfferTraining(
        @TargetAggregateIdentifier TrainingId trainingId,
        TrainingKind kind,
        String title,
        @Nullable String description,
        Set<DigitalComfort> levels,
        MemberId by) {
    public OfferTraining {
        levels = Set.copyOf(levels);
    }
}
