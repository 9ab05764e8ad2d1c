package org.geben.command.training;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.member.Role.LEADER;
import static org.geben.kernel.training.TrainingRule.TRAINING_DESCRIPTION_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.TRAINING_FOR_NOBODY;
import static org.geben.kernel.training.TrainingRule.TRAINING_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.TRAINING_TITLE_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.TRAINING_UNKNOWN;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.member.Members;
import org.geben.kernel.TextBounds;
import org.geben.kernel.training.TrainingEvent;
import org.geben.kernel.training.TrainingEvent.TrainingCancelled;
import org.geben.kernel.training.TrainingEvent.TrainingOffered;
import org.geben.kernel.training.TrainingId;

/**
 * Protects that what is offered has somebody who stands for it and somebody whom it is for, and that a cancellation is
 * final. Its sessions are a {@link Session} each.
 */
@Revision("1")
@Aggregate(type = "training", snapshotTriggerDefinition = "snapshotTrigger")
class Training {
    private static final TextBounds TITLE = TextBounds.line(1, 300);
    private static final TextBounds DESCRIPTION = new TextBounds(0, 10_000);
    private static final TextBounds REASON = new TextBounds(1, 2_000);

    @AggregateIdentifier
    private TrainingId trainingId;

    private boolean cancelled;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(OfferTraining command, Members members) {
        if (trainingId != null) {
            return;
        }
        TITLE.check(TRAINING_TITLE_OUT_OF_BOUNDS, "title", command.title());
        if (command.description() != null) {
            DESCRIPTION.check(TRAINING_DESCRIPTION_OUT_OF_BOUNDS, "description", command.description());
        }
        if (command.levels().isEmpty()) {
            throw TRAINING_FOR_NOBODY.broken().about("levels");
        }
        members.mustHold(command.by(), COMMUNITY_MANAGER, ADMIN, LEADER);
        apply(new TrainingOffered(
                command.trainingId(),
                command.kind(),
                command.title(),
                command.description(),
                command.levels().stream().sorted().toList(),
                command.by()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CancelTraining command, Members members) {
        REASON.check(TRAINING_REASON_OUT_OF_BOUNDS, "reason", command.reason());
        if (trainingId == null) {
            throw TRAINING_UNKNOWN.broken();
        }
        members.mustHold(command.by(), COMMUNITY_MANAGER, ADMIN, LEADER);
        if (!cancelled) {
            apply(new TrainingCancelled(trainingId, command.reason(), command.by()));
        }
    }

    @EventSourcingHandler
    void evolve(TrainingEvent event) {
        trainingId = event.trainingId();
        switch (event) {
            case TrainingOffered offered -> cancelled = false;
            case TrainingCancelled off -> cancelled = true;
        }
    }
}
