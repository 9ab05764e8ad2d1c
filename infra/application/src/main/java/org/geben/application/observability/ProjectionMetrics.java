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

/** Measures each live projection. It begins when the projections have begun. */
@Component
@ConditionalOnBooleanProperty("geben.projections.enabled")
final class ProjectionMetrics implements SmartLifecycle {
    private final LiveProjections projections;
    private final LogHead head;
    private final ParkedEvents parked;
    private final MeterRegistry registry;
    private volatile boolean running;

    ProjectionMetrics(LiveProjections projections, LogHead head, ParkedEvents parked, MeterRegistry registry) {
        this.projections = projections;
        this.head = head;
        this.parked = parked;
        this.registry = registry;
    }

    @Override
    public void start() {
        projections.names().forEach(this::measure);
        projections.watch(this::measureBatches);
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

    private void measure(String projection) {
        gauge(projection, "position", "Position of the last event in the projection", ProjectionState::position);
        if (head.countsEvents()) {
            gauge(
                    projection,
                    "lag.events",
                    "Events that the projection has still to take",
                    state -> state.lagEvents().orElseThrow());
        }
        gauge(
                projection,
                "lag.seconds",
                "How long the oldest event has been waiting for the projection",
                state -> state.lag().toNanos() / 1e9);
        gauge(
                projection,
                "following",
                "1 while the projection follows the log, 0 while it stands still, fails or is still being built",
                state -> state.running() && !state.failing() ? 1 : 0);
        gauge(
                projection,
                "parked",
                "Events that the projection does without because it cannot fold them, or one before them",
                state -> parked.of(projection));
    }

    private void measureBatches(TrackingEventProcessor processor) {
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

    private void gauge(String projection, String name, String description, ToDoubleFunction<ProjectionState> value) {
        Gauge.builder(
                        "geben.projection." + name,
                        projections,
                        watched -> value.applyAsDouble(ProjectionState.of(projection, watched, head)))
                .description(description)
                .tag("projection", projection)
                .strongReference(true)
                .register(registry);
    }
}
