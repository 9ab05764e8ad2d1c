package org.geben.application.observability;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.geben.application.axon.LiveProjections;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Measures each live projection. It begins when the projections have begun, because they make their processors then. */
@Component
@ConditionalOnBooleanProperty("geben.projections.enabled")
final class ProjectionMetrics implements SmartLifecycle {
    private final LiveProjections projections;
    private final LogHead head;
    private final MeterRegistry registry;
    private volatile boolean running;

    ProjectionMetrics(LiveProjections projections, LogHead head, MeterRegistry registry) {
        this.projections = projections;
        this.head = head;
        this.registry = registry;
    }

    @Override
    public void start() {
        projections.processors().forEach(this::measure);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void measure(TrackingEventProcessor processor) {
        gauge(processor, "position", "Position of the last event in the projection", ProjectionState::position);
        if (head.countsEvents()) {
            gauge(
                    processor,
                    "lag.events",
                    "Events that the projection has still to take",
                    state -> state.lagEvents().orElseThrow());
        }
        gauge(
                processor,
                "lag.seconds",
                "How long the oldest event has been waiting for the projection",
                state -> state.lag().toNanos() / 1e9);
        gauge(
                processor,
                "following",
                "1 while the projection follows the log, 0 while it stands still or fails",
                state -> state.running() && !state.failing() ? 1 : 0);
        DistributionSummary batch = DistributionSummary.builder("geben.projection.batch.events")
                .description("Events that the projection took in one transaction")
                .tag("projection", ProjectionState.nameOf(processor))
                .serviceLevelObjectives(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000)
                .register(registry);
        processor.registerHandlerInterceptor((unitOfWork, chain) -> {
            if (!(unitOfWork instanceof BatchingUnitOfWork<?> several)) {
                batch.record(1);
            } else if (several.isLastMessage()) {
                batch.record(several.getMessages().size());
            }
            return chain.proceed();
        });
    }

    private void gauge(
            TrackingEventProcessor processor,
            String name,
            String description,
            ToDoubleFunction<ProjectionState> value) {
        Gauge.builder(
                        "geben.projection." + name,
                        processor,
                        watched -> value.applyAsDouble(ProjectionState.of(watched, head)))
                .description(description)
                .tag("projection", ProjectionState.nameOf(processor))
                .strongReference(true)
                .register(registry);
    }
}
