package org.geben.application.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.geben.application.axon.LiveProjections;
import org.geben.query.generation.Verification;
import org.geben.query.generation.Verifications;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Shows what the last verification of each view has come to, on whichever node; no number where there was none yet. */
@Component
@ConditionalOnBooleanProperty("geben.projections.enabled")
final class VerificationMetrics implements SmartLifecycle {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LiveProjections projections;
    private final Verifications verifications;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Glance<List<Verification>> last = new Glance<>(FRESH, PATIENCE);
    private volatile boolean running;

    VerificationMetrics(LiveProjections projections, Verifications verifications, Clock clock, MeterRegistry registry) {
        this.projections = projections;
        this.verifications = verifications;
        this.clock = clock;
        this.registry = registry;
    }

    @Override
    public void start() {
        projections.names().forEach(this::measure);
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
        gauge(
                projection,
                "position",
                "Position at which the projection was last compared with its events folded anew",
                verification -> Objects.requireNonNullElse(verification.position(), 0L));
        gauge(projection, "age.seconds", "How long ago the projection was last verified", this::age);
        gauge(
                projection,
                "equal",
                "1 if the projection was what its events fold into when it was last verified, 0 if it was not",
                verification -> verification.state() == Verification.State.EQUAL ? 1 : 0);
    }

    private double age(Verification verification) {
        Instant finished = Objects.requireNonNull(verification.finishedAt());
        return Math.max(0, Duration.between(finished, clock.instant()).toMillis() / 1e3);
    }

    private void gauge(String projection, String name, String description, ToDoubleFunction<Verification> value) {
        Gauge.builder(
                        "geben.projection.verified." + name,
                        verifications,
                        all -> last.at(all::lastOfEach).stream()
                                .filter(verification ->
                                        verification.projection().equals(projection))
                                .mapToDouble(value)
                                .findFirst()
                                .orElse(Double.NaN))
                .description(description)
                .tag("projection", projection)
                .strongReference(true)
                .register(registry);
    }
}
