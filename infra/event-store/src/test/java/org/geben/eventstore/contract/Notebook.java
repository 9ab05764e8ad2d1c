package org.geben.eventstore.contract;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The smallest aggregate that can show whether an engine carries one. */
class Notebook {

    record OpenNotebook(@TargetAggregateIdentifier String id) {}

    record WriteNote(@TargetAggregateIdentifier String id, String text) {}

    record NotebookOpened(String id) {}

    record NoteWritten(String id, String text) {}

    @AggregateIdentifier
    private @Nullable String id;

    private int notes;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OpenNotebook command) {
        apply(new NotebookOpened(command.id()));
    }

    @CommandHandler
    int decide(WriteNote command) {
        apply(new NoteWritten(command.id(), command.text()));
        return notes;
    }

    @EventSourcingHandler
    void evolve(NotebookOpened event) {
        id = event.id();
    }

    @EventSourcingHandler
    void evolve(NoteWritten event) {
        notes++;
    }
}
