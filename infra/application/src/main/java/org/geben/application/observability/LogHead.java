package org.geben.application.observability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.geben.eventstore.RecordedAt;
import org.springframework.stereotype.Component;

/** Where the log ends, as those who watch need it: asked once for all that is looked at together. */
@Component
final class LogHead {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final EventStorageEngine log;
    private final Clock clock;
    private Seen seen = new Seen(0, Instant.MIN);

    LogHead(EventStorageEngine log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** The position of the newest event, 0 for an empty log; at most a second old. */
    synchronized long position() {
        Instant now = clock.instant();
        if (seen.at().isBefore(now.minus(FRESH))) {
            TrackingToken head = log.createHeadToken();
            seen = new Seen(head == null ? 0 : head.position().orElse(0), now);
        }
        return seen.position();
    }

    /** How long the oldest event after the position has been waiting; zero where there is none. */
    Duration waitingAfter(long position) {
        if (position >= position()) {
            return Duration.ZERO;
        }
        try (Stream<? extends TrackedEventMessage<?>> events =
                log.readEvents(new GlobalSequenceTrackingToken(position), false)) {
            return events.findFirst()
                    .flatMap(RecordedAt::of)
                    .map(recorded -> Duration.between(recorded, clock.instant()))
                    .filter(Duration::isPositive)
                    .orElse(Duration.ZERO);
        }
    }

    private record Seen(long position, Instant at) {}
}
