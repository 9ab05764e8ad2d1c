package org.geben.query.generation;

import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Folds events into one generation, for an event processor with one segment. It takes every event, also those that the
 * projection has no handler for, because the generation's position moves over them too: a reader may wait for the
 * position of any event.
 *
 * <p>All events of a unit of work share one batch, which is flushed with the generation's position before the unit of
 * work commits. Run in one transaction with the processor's token, this counts each event exactly once.
 */
public final class Fold implements EventHandlerInvoker {
    private final Generation generation;
    private final Handlers handlers;
    private final Catalogue catalogue;
    private final Positions positions;

    Fold(Generation generation, Projection<?> projection, Catalogue catalogue, Positions positions) {
        this.generation = generation;
        this.handlers = new Handlers(projection);
        this.catalogue = catalogue;
        this.positions = positions;
    }

    /** As it was when it began to be followed. */
    public Generation generation() {
        return generation;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        if (segment.getMask() != Segment.ROOT_SEGMENT.getMask()) {
            throw new IllegalStateException("The processor %s must have one segment: a generation has one position."
                    .formatted(generation.name()));
        }
        return true;
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        long position = position(event);
        currentPass().take(event, position);
    }

    /** A generation is never reset: another is made. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    /** Where the event stands in the log. */
    static long position(EventMessage<?> event) {
        OptionalLong position = event instanceof TrackedEventMessage<?> tracked
                ? tracked.trackingToken().position()
                : OptionalLong.empty();
        return position.orElseThrow(
                () -> new IllegalArgumentException("The event %s has no position.".formatted(event.getIdentifier())));
    }

    private Pass currentPass() {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        Map<String, Object> resources = unitOfWork.resources();
        if (resources.get(generation.name()) instanceof Pass pass) {
            return pass;
        }
        Pass pass = new Pass(handlers.open(catalogue.tables(generation)));
        resources.put(generation.name(), pass);
        unitOfWork.onPrepareCommit(unit -> pass.flush());
        unitOfWork.afterCommit(unit -> positions.reached(generation.name(), pass.position));
        return pass;
    }

    /** One batch on its way into the generation. */
    private final class Pass {
        private final OpenBatch batch;
        private long position;
        private long events;

        Pass(OpenBatch batch) {
            this.batch = batch;
        }

        void take(EventMessage<?> event, long next) throws Exception {
            position = next;
            events++;
            handlers.handle(event, batch);
        }

        void flush() {
            if (!catalogue.follow(generation, position, events)) {
                throw new IllegalStateException(
                        "The generation %s is live no longer or already holds position %d: another process folds it."
                                .formatted(generation.name(), position));
            }
            catalogue.flush(batch, generation);
        }
    }
}
