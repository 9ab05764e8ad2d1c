package org.geben.application.observability;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geben.application.policy.LogFollower;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether what happens is learnt by those who act on it: the policies, and whoever makes sure of erasures. One that fails
 * or stands still makes the process unready as a view does, and so does one that is far behind: nobody would notice cases
 * that are not opened. A node on which another one has the turn stays ready.
 */
@Component
final class FollowersHealthIndicator extends AbstractHealthIndicator {
    private final ObjectProvider<LogFollower> followers;
    private final LogHead head;
    private final Duration mostLag;

    FollowersHealthIndicator(
            ObjectProvider<LogFollower> followers,
            LogHead head,
            @Value("${geben.projections.most-lag:60s}") Duration mostLag) {
        super("Those who follow the log cannot be looked at");
        this.followers = followers;
        this.head = head;
        this.mostLag = mostLag;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<FollowerState> states = followers
                .orderedStream()
                .map(follower -> FollowerState.of(follower, head))
                .toList();
        health.status(status(states));
        states.forEach(state -> health.withDetail(state.name(), details(state)));
    }

    private Status status(List<FollowerState> states) {
        if (states.stream().anyMatch(state -> !state.running() || state.failing())) {
            return Status.DOWN;
        }
        return states.stream().anyMatch(state -> state.lag().compareTo(mostLag) > 0)
                ? Status.OUT_OF_SERVICE
                : Status.UP;
    }

    private static Map<String, Object> details(FollowerState state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("running", state.running());
        details.put("following", state.following());
        details.put("failing", state.failing());
        if (state.following()) {
            details.put("position", state.position());
            details.put("lagSeconds", state.lag().toMillis() / 1e3);
        }
        return details;
    }
}
