package org.geben.query.generation;

import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;

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
    private final Projection<?> projection;
    private final JdbcTemplate jdbc;
    private final Positions positions;
    private final AnnotationEventHandlerAdapter handlers;

    Fold(Generation generation, Projection<?> projection, JdbcTemplate jdbc, Positions positions) {
        this.generation = generation;
        this.projection = projection;
        this.jdbc = jdbc;
        this.positions = positions;
        ParameterResolverFactory batches = (executable, parameters, index) ->
                Batch.class.isAssignableFrom(parameters[index].getType()) ? new OpenBatch() : null;
        this.handlers = new AnnotationEventHandlerAdapter(
                projection,
                MultiParameterResolverFactory.ordered(
                        batches, ClasspathParameterResolverFactory.forClass(projection.getClass())));
    }

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
        currentPass().reaches(position);
        handlers.handle(event);
    }

    /** A generation is never reset: another is made. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    private static long position(EventMessage<?> event) {
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
        Pass pass = new Pass(projection.batch());
        resources.put(generation.name(), pass);
        unitOfWork.onPrepareCommit(unit -> pass.flush());
        unitOfWork.afterCommit(unit -> positions.reached(generation.name(), pass.position));
        return pass;
    }

    /** One batch on its way into the generation. */
    private final class Pass {
        private final Batch batch;
        private long position;

        Pass(Batch batch) {
            this.batch = batch;
        }

        void reaches(long next) {
            position = next;
        }

        void flush() {
            int moved = jdbc.update(
                    "UPDATE geben.generation SET position = ? WHERE id = ? AND position < ?",
                    position,
                    generation.id(),
                    position);
            if (moved != 1) {
                throw new IllegalStateException(
                        "The generation %s is gone or already holds position %d: another process folds it."
                                .formatted(generation.name(), position));
            }
            // A plan cached while the tables were nearly empty would scan them whole long after they have grown.
            jdbc.execute("SET LOCAL plan_cache_mode = force_custom_plan");
            batch.flush(new Tables(jdbc, generation.schema()));
        }
    }

    private final class OpenBatch implements ParameterResolver<Batch> {
        @Override
        public Batch resolveParameterValue(Message<?> message) {
            return currentPass().batch;
        }

        @Override
        public boolean matches(Message<?> message) {
            return CurrentUnitOfWork.isStarted();
        }
    }
}
