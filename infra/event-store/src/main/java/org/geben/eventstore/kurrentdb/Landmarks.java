package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Some positions of the log, and how late it had become by each of them. KurrentDB has no look-up by time, and takes no
 * position at which no record begins, so the log cannot be bisected; with landmarks a search need not begin at its
 * beginning.
 *
 * <p>They are learned from whoever reads the log in order from its beginning, as every new view does, and forgotten when
 * the process ends. One in {@value #SPACING} events is kept, some hundred bytes each.
 */
final class Landmarks {

    private static final int SPACING = 1_000;

    /** By the latest time up to the position, because a server's clock can be set back. */
    private final NavigableMap<Instant, Long> byTime = new TreeMap<>();

    private final NavigableSet<Long> positions = new TreeSet<>();
    private long frontier;
    private Instant latest = Instant.MIN;
    private long passed;

    /** To be told of the events that follow the position. */
    synchronized void learn(long position, List<RecordedEvent> events) {
        if (position != frontier) {
            return;
        }
        for (RecordedEvent event : events) {
            frontier = Records.position(event);
            if (event.getCreated().isAfter(latest)) {
                latest = event.getCreated();
            }
            if (++passed % SPACING == 0) {
                byTime.put(latest, frontier);
                positions.add(frontier);
            }
        }
    }

    /** The last one known at which all events up to it were recorded before the instant; 0 if there is none. */
    synchronized long before(Instant instant) {
        return Optional.ofNullable(byTime.lowerEntry(instant))
                .map(Map.Entry::getValue)
                .orElse(0L);
    }

    /** The last one known before the position; 0 if there is none. */
    synchronized long before(long position) {
        return Optional.ofNullable(positions.lower(position)).orElse(0L);
    }
}
