package org.geben.command.training;

import static org.geben.kernel.training.TrainingRule.TRAINING_CANCELLED;
import static org.geben.kernel.training.TrainingRule.TRAINING_UNKNOWN;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.training.TrainingEvent.TrainingCancelled;
import org.geben.kernel.training.TrainingEvent.TrainingOffered;
import org.geben.kernel.training.TrainingId;
import org.springframework.stereotype.Component;

/** What sessions ask about their training. */
@Component
class Trainings {
    private final LogView<Boolean> cancelled;

    Trainings(EventStore log) {
        cancelled = new LogView<>(
                log,
                (before, event) -> event instanceof TrainingCancelled,
                TrainingOffered.class,
                TrainingCancelled.class);
    }

    /** @throws RuleViolation TRAINING_UNKNOWN or TRAINING_CANCELLED */
    void mustBeOpen(TrainingId training) {
        if (cancelled.of(training).orElseThrow(TRAINING_UNKNOWN::broken)) {
            throw TRAINING_CANCELLED.broken();
        }
    }
}
