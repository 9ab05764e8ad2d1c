package org.geben.application.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.geben.application.policy.LogFollower;
import org.geben.application.policy.ScheduledDeadlines;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Measures how far policies have learnt what happens, and what they wait for. */
@Component
@ConditionalOnBooleanProperty("geben.projections.enabled")
final class PolicyMetrics implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LogFollower policies;
    private final ScheduledDeadlines deadlines;
    private final LogHead head;
    private final Glance<Long> open = new Glance<>(FRESH, PATIENCE);

    PolicyMetrics(@Qualifier("policyFollower") LogFollower policies, ScheduledDeadlines deadlines, LogHead head) {
        this.policies = policies;
        this.deadlines = deadlines;
        this.head = head;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "position", "Position of the last event that policies have learnt", FollowerState::position);
        gauge(
                registry,
                "lag.seconds",
                "How long the oldest event has been waiting for policies",
                state -> state.lag().toNanos() / 1e9);
        Gauge.builder("geben.policies.following", policies, follower -> isFollowing(follower) ? 1 : 0)
                .description(
                        "1 while policies follow the log on this node, 0 while they stand still, fail, or follow it on another")
                .register(registry);
        Gauge.builder("geben.policies.open.deadlines", deadlines, all -> open.at(all::open))
                .description("Deadlines of policies that are still to come, or to be met")
                .register(registry);
    }

    private boolean isFollowing(LogFollower follower) {
        FollowerState state = FollowerState.of(follower, head);
        return state.following() && !state.failing();
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<FollowerState> value) {
        Gauge.builder("geben.policies." + name, policies, follower -> onThisNode(follower, value))
                .description(description)
                .register(registry);
    }

    /** No number where another node follows, which tells its own. */
    private double onThisNode(LogFollower follower, ToDoubleFunction<FollowerState> value) {
        FollowerState state = FollowerState.of(follower, head);
        return state.following() ? value.applyAsDouble(state) : Double.NaN;
    }
}
