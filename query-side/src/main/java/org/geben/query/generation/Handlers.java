package org.geben.query.generation;

import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** A projection's handlers, which add to whichever batch they are called with. For one thread at a time. */
final class Handlers {
    private final Projection<?> projection;
    private final AnnotationEventHandlerAdapter handlers;
    private @Nullable Batch batch;

    Handlers(Projection<?> projection) {
        this.projection = projection;
        ParameterResolverFactory batches = (executable, parameters, index) ->
                Batch.class.isAssignableFrom(parameters[index].getType()) ? new BatchParameter() : null;
        this.handlers = new AnnotationEventHandlerAdapter(
                projection,
                MultiParameterResolverFactory.ordered(
                        batches, ClasspathParameterResolverFactory.forClass(projection.getClass())));
    }

    OpenBatch open(Tables tables) {
        return OpenBatch.of(projection, tables);
    }

    void handle(EventMessage<?> event, OpenBatch into) throws Exception {
        batch = into.batch();
        try {
            into.batch().heard(event.getTimestamp());
            handlers.handle(event);
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            // Events bring these about, too, and nobody who folds them looks for errors.
            throw new IllegalStateException(e.toString(), e);
        }
    }

    private final class BatchParameter implements ParameterResolver<Batch> {
        @Override
        public @Nullable Batch resolveParameterValue(Message<?> message) {
            return batch;
        }

        @Override
        public boolean matches(Message<?> message) {
            return batch != null;
        }
    }
}
