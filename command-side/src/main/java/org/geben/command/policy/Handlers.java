package org.geben.command.policy;

import java.util.List;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** The event handlers of all policies. For one thread at a time. */
final class Handlers {
    private final List<AnnotationEventHandlerAdapter> handlers;
    private @Nullable Occasion occasion;

    Handlers(List<?> policies) {
        ParameterResolverFactory occasions = (executable, parameters, index) ->
                parameters[index].getType() == Occasion.class ? new OccasionParameter() : null;
        this.handlers = policies.stream()
                .map(policy -> new AnnotationEventHandlerAdapter(
                        policy,
                        MultiParameterResolverFactory.ordered(
                                occasions, ClasspathParameterResolverFactory.forClass(policy.getClass()))))
                .toList();
    }

    void handle(EventMessage<?> event, Occasion as) {
        occasion = as;
        for (AnnotationEventHandlerAdapter handler : handlers) {
            try {
                handler.handle(event);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class OccasionParameter implements ParameterResolver<Occasion> {
        @Override
        public @Nullable Occasion resolveParameterValue(Message<?> message) {
            return occasion;
        }

        @Override
        public boolean matches(Message<?> message) {
            return occasion != null;
        }
    }
}
