package org.geben.query.generation;

import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Folds, but during an outage fails after the batch's rows are written and before they are committed. */
final class Failing implements EventHandlerInvoker {
    private final Fold fold;
    private final Outage outage;

    Failing(Fold fold, Outage outage) {
        this.fold = fold;
        this.outage = outage;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return fold.canHandle(event, segment);
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        fold.handle(event, segment);
        // Commit handlers run in reverse: this one before the transaction's own.
        CurrentUnitOfWork.get().onCommit(unit -> {
            if (outage.strikes) {
                outage.struck = true;
                throw new IllegalStateException("An outage.");
            }
        });
    }
}
