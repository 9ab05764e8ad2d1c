package org.geben.application.observability;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.geben.eventstore.EventLog;
import org.springframework.stereotype.Component;

/** Where the log ends, as those who watch need it: asked once for all that is looked at together. */
@Component
final class LogHead {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EventLog log;
    private final Clock clock;
    private final Glance<Long> head = new Glance<>(FRESH, PATIENCE);
    private final Map<String, Glance<Duration>> waiting = new ConcurrentHashMap<>();

    LogHead(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** The position of the newest event, 0 for an empty log; about a second old at most. */
    long position() {
        return head.at(() -> log.createHeadToken().position().orElse(0));
    }

    /** How many events come after the position, if positions tell; of a head about a second old at most. */
    OptionalLong eventsAfter(long position) {
        return log.eventsBetween(position, Math.max(position, position()));
    }

    /** Whether positions tell how many events there are. */
    boolean countsEvents() {
        return log.eventsBetween(0, 0).isPresent();
    }

    /**
     * How long the oldest event after the position has been waiting, zero where there is none; about a second old at
     * most.
     *
     * @param projection for which it has been waiting
     */
    Duration waitingFor(String projection, long position) {
        if (position >= position()) {
            return Duration.ZERO;
        }
        return waiting.computeIfAbsent(projection, name -> new Glance<>(FRESH, PATIENCE))
                .at(() -> log.recordedAfter(position)
                        .map(recorded -> Duration.between(recorded, clock.instant()))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ZERO));
    }
}
