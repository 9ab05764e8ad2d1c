package org.geben.application.observability;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geben.application.axon.LiveProjections;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the views that this process keeps can be read. One that fails or stands still makes the process unready, and
 * so does one that is far behind, as after a long stop: its readers would take the past for the present. One that
 * does without some events stays ready: its answers say so. So does one that nodes with other code keep, while its queries
 * can read it; where they cannot, the process is unready and not broken.
 */
@Component
final class ProjectionsHealthIndicator extends AbstractHealthIndicator {
    private final ObjectProvider<LiveProjections> projections;
    private final LogHead head;
    private final ParkedEvents parked;
    private final Duration mostLag;

    ProjectionsHealthIndicator(
            ObjectProvider<LiveProjections> projections,
            LogHead head,
            ParkedEvents parked,
            @Value("${geben.projections.most-lag:60s}") Duration mostLag) {
        super("The projections cannot be looked at");
        this.projections = projections;
        this.head = head;
        this.parked = parked;
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
        if (!running || states.stream().anyMatch(ProjectionsHealthIndicator::isBroken)) {
            return Status.DOWN;
        }
        return states.stream().anyMatch(state -> !state.live() || state.lag().compareTo(mostLag) > 0)
                ? Status.OUT_OF_SERVICE
                : Status.UP;
    }

    private static boolean isBroken(ProjectionState state) {
        return state.followed() && (!state.running() || state.failing());
    }

    private Map<String, Object> details(ProjectionState state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("live", state.live());
        details.put("followed", state.followed());
        details.put("running", state.running());
        details.put("failing", state.failing());
        details.put("position", state.position());
        state.lagEvents().ifPresent(events -> details.put("lagEvents", events));
        details.put("lagSeconds", state.lag().toMillis() / 1e3);
        details.put("parked", parked.of(state.projection()));
        return details;
    }
}
