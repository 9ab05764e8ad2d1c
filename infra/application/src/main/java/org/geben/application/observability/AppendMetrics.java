package org.geben.application.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.geben.eventstore.AppendListener;
import org.springframework.stereotype.Component;

/** Measures how the log is written: how many appends share a batch, how long a batch takes and what became of it. */
@Component
final class AppendMetrics implements AppendListener {
    private final Timer took;
    private final DistributionSummary appendsABatch;
    private final DistributionSummary eventsABatch;
    private final Counter stored;
    private final Counter conflicting;
    private final Counter failed;
    private final Counter unknown;

    AppendMetrics(MeterRegistry registry) {
        took = Timer.builder("geben.append.batch.duration")
                .description("Time to write a batch of appends to the log")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
        appendsABatch = DistributionSummary.builder("geben.append.batch.appends")
                .description("Appends that shared a batch")
                .serviceLevelObjectives(1, 2, 5, 10, 25, 50, 100, 250)
                .register(registry);
        eventsABatch = DistributionSummary.builder("geben.append.batch.events")
                .description("Events in a batch")
                .serviceLevelObjectives(1, 2, 5, 10, 25, 50, 100, 250, 1_000)
                .register(registry);
        stored = appends(registry, "stored");
        conflicting = appends(registry, "conflicting");
        failed = appends(registry, "failed");
        unknown = appends(registry, "unknown");
    }

    @Override
    public void written(int appends, int events, int refused, Duration duration) {
        took.record(duration);
        appendsABatch.record(appends);
        eventsABatch.record(events);
        stored.increment(appends - refused);
        conflicting.increment(refused);
    }

    @Override
    public void failed(int appends, boolean outcomeUnknown, Throwable cause) {
        (outcomeUnknown ? unknown : failed).increment(appends);
    }

    private static Counter appends(MeterRegistry registry, String outcome) {
        return Counter.builder("geben.appends")
                .description("Appends to the log by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
