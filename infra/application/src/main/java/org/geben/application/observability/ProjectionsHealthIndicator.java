package org.geben.application.observability;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geben.application.axon.LiveProjections;
import org.geben.query.generation.Generation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the views that this process keeps can be read. One that fails or stands still makes the process unready, and
 * so does one that is far behind, as after a long stop: its readers would take the past for the present. One that
 * does without some events stays ready: its answers say so. So does one that other nodes keep, while its queries can read
 * it; where they cannot, the process is unready and not broken. One that is still being built is out of service,
 * and shows how far it is; one whose building has failed is down, and says why.
 */
@Component
final class ProjectionsHealthIndicator extends AbstractHealthIndicator {
    private final ObjectProvider<LiveProjections> projections;
    private final LogHead head;
    private final ParkedEvents parked;
    private final FirstBuilds builds;
    private final Duration mostLag;

    ProjectionsHealthIndicator(
            ObjectProvider<LiveProjections> projections,
            LogHead head,
            ParkedEvents parked,
            FirstBuilds builds,
            @Value("${geben.projections.most-lag:60s}") Duration mostLag) {
        super("The projections cannot be looked at");
        this.projections = projections;
        this.head = head;
        this.parked = parked;
        this.builds = builds;
        this.mostLag = mostLag;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        LiveProjections live = projections.getIfAvailable();
        if (live == null) {
            health.up().withDetail("projections", "switched off in this process");
            return;
        }
        List<ProjectionState> states = live.names().stream()
                .map(name -> ProjectionState.of(name, live, head))
                .toList();
        health.status(status(live.isRunning(), states));
        states.forEach(state -> health.withDetail(state.projection(), details(state)));
    }

    private Status status(boolean running, List<ProjectionState> states) {
        if (!running
                || states.stream().anyMatch(ProjectionsHealthIndicator::isBroken)
                || states.stream().anyMatch(state -> failure(state).isPresent())) {
            return Status.DOWN;
        }
        return states.stream().anyMatch(state -> !state.live() || state.lag().compareTo(mostLag) > 0)
                ? Status.OUT_OF_SERVICE
                : Status.UP;
    }

    private static boolean isBroken(ProjectionState state) {
        return state.followed() && (!state.running() || state.failing());
    }

    private Optional<Generation> unbuilt(ProjectionState state) {
        return state.live() ? Optional.empty() : builds.of(state.projection());
    }

    /** Why the view cannot be built, which nobody tries again before an operator says so. */
    private Optional<String> failure(ProjectionState state) {
        return unbuilt(state)
                .filter(build -> build.state() == Generation.State.FAILED)
                .map(failed -> String.valueOf(failed.failure()));
    }

    private Map<String, Object> details(ProjectionState state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("live", state.live());
        details.put("followed", state.followed());
        details.put("running", state.running());
        details.put("failing", state.failing());
        details.put("position", unbuilt(state).map(Generation::position).orElseGet(state::position));
        unbuilt(state).ifPresent(build -> details.put("target", build.target()));
        failure(state).ifPresent(sentence -> details.put("failure", sentence));
        state.lagEvents().ifPresent(events -> details.put("lagEvents", events));
        details.put("lagSeconds", state.lag().toMillis() / 1e3);
        details.put("parked", parked.of(state.projection()));
        return details;
    }
}
