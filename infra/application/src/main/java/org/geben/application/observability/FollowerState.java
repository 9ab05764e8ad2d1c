package org.geben.application.observability;

import java.time.Duration;
import java.util.Collection;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.geben.application.policy.LogFollower;

/**
 * How one of those is who follow the log for the whole community, on one node at a time.
 *
 * @param running whether it has been started here and not stopped
 * @param following whether it is this node that follows; if not, another one does, or one is about to
 * @param failing whether it cannot go on and tries again
 * @param position of the last event that it has learnt, 0 if there is none
 * @param head of the log
 */
record FollowerState(String name, boolean running, boolean following, boolean failing, long position, LogHead head) {

    static FollowerState of(LogFollower follower, LogHead head) {
        TrackingEventProcessor processor = follower.processor();
        Collection<EventTrackerStatus> segments = processor.processingStatus().values();
        return new FollowerState(
                follower.name(),
                processor.isRunning(),
                processor.isRunning() && !segments.isEmpty(),
                processor.isError() || segments.stream().anyMatch(EventTrackerStatus::isErrorState),
                segments.stream()
                        .mapToLong(segment -> segment.getCurrentPosition().orElse(0))
                        .min()
                        .orElse(0),
                head);
    }

    /** How long the oldest event has been waiting for it; none for a node that does not follow, which cannot tell. */
    Duration lag() {
        return following ? head.waitingFor(name, position) : Duration.ZERO;
    }
}
