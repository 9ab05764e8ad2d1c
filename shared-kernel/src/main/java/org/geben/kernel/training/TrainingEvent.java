package org.geben.kernel.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Personal.Kind;
import org.geben.kernel.privacy.Trace;
import org.jspecify.annotations.Nullable;

/** What happens to a training as a whole; who takes part is told by its sessions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface TrainingEvent {
    TrainingId trainingId();

    /** @param levels of digital comfort for which it is meant; it is closed to nobody */
    record TrainingOffered(
            TrainingId trainingId,
            TrainingKind kind,

            @Personal(of = "by", kind = Kind.WORDS, leaves = Trace.TEXT)
            String title,

            @Personal(of = "by", kind = Kind.WORDS) @Nullable
            String description,

            List<DigitalComfort> levels,
            MemberId by)
            implements TrainingEvent {
        public TrainingOffered {
            levels = List.copyOf(levels);
        }
    }

    record TrainingCancelled(
            TrainingId trainingId,

            @Personal(of = "by", kind = Kind.WORDS, leaves = Trace.TEXT)
            String reason,

            MemberId by)
            implements TrainingEvent {}
}
