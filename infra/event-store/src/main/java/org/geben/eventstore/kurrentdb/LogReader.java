package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.geben.eventstore.engine.LogRecords;
import org.geben.eventstore.engine.SerializedEvent;

/**
 * Reads streams, and the server's log of everything. That one also holds the server's own records, snapshots, and
 * whatever else somebody keeps on the server; reading it takes no filter, so these are left out here, page by page. How
 * far nothing but such records follows the last event is remembered, or an idle log would cost more to look at with
 * every day of the server's statistics.
 *
 * <p>Reading begins <em>at</em> a position, and a token says <em>after</em> which one: the first record is left out if it
 * is the token's. The server refuses a position at which no record begins, or none any more; reading then begins at the
 * landmark before it.
 */
final class LogReader implements LogRecords {

    /** How many records to take at once where the first ones were none of the log's events. */
    private static final int STRIDE = 500;

    private static final int LOOK_BACK = 20;
    private static final int STREAMS_AT_ONCE = 64;

    private final Reads reads;
    private final Snapshots snapshots;
    private final Landmarks landmarks = new Landmarks();
    private volatile Silence silence = new Silence(0, 0);

    LogReader(Reads reads, Snapshots snapshots) {
        this.reads = reads;
        this.snapshots = snapshots;
    }

    /**
     * No event follows the one given, up to the record given.
     *
     * @param event the position of an event, or 0
     * @param reached the position of a record
     */
    private record Silence(long event, long reached) {}

    @Override
    public List<TrackedEventData<?>> eventsAfter(long position, int limit) {
        List<TrackedEventData<?>> events = new ArrayList<>();
        for (RecordedEvent record : recordsAfter(position, limit)) {
            events.add(Records.tracked(record));
        }
        return events;
    }

    @Override
    public Optional<Instant> recordedAfter(long position) {
        return recordsAfter(position, 1).stream().map(RecordedEvent::getCreated).findFirst();
    }

    private List<RecordedEvent> recordsAfter(long position, int limit) {
        Silence known = silence;
        boolean fromEvent = position == known.event;
        long reached = fromEvent ? known.reached : position;
        boolean begun = false;
        int page = limit + 1;
        List<RecordedEvent> events = new ArrayList<>();
        while (true) {
            List<RecordedEvent> records;
            try {
                records = reads.forwards(reached, page);
            } catch (Fault fault) {
                if (!fault.isInvalidPosition() || begun || reached == 0) {
                    throw fault.asNoAnswer();
                }
                fromEvent = position == 0;
                if (reached > position) {
                    forget(known);
                    reached = position;
                } else {
                    reached = landmarks.before(reached);
                    page = Math.max(page, STRIDE);
                }
                continue;
            }
            begun = true;
            for (RecordedEvent record : records) {
                if (Records.isEvent(record)) {
                    long place = Records.position(record);
                    fromEvent |= place == position;
                    if (place > position && events.size() < limit) {
                        events.add(record);
                    }
                }
            }
            reached = records.isEmpty() ? reached : Records.commitPosition(records.getLast());
            if (!events.isEmpty()) {
                landmarks.learn(position, events);
                return events;
            }
            if (records.size() < page) {
                if (fromEvent) {
                    silent(position, reached);
                }
                return events;
            }
            page = Math.max(page, STRIDE);
        }
    }

    @Override
    public long head() {
        Silence known = silence;
        long newest = 0;
        long before = Long.MAX_VALUE;
        for (int page = LOOK_BACK; true; page = STRIDE) {
            List<RecordedEvent> records = reads.backwards(before, page);
            for (RecordedEvent record : records) {
                newest = Math.max(newest, Records.commitPosition(record));
                if (Records.isEvent(record)) {
                    return silent(Records.position(record), newest);
                }
                if (Records.commitPosition(record) <= known.reached) {
                    return silent(known.event, newest);
                }
            }
            if (records.size() < page) {
                return silent(0, newest);
            }
            before = Records.commitPosition(records.getLast());
        }
    }

    private synchronized void forget(Silence refused) {
        if (silence == refused) {
            silence = new Silence(0, 0);
        }
    }

    private synchronized long silent(long event, long reached) {
        if (reached > silence.reached) {
            silence = new Silence(event, reached);
        }
        return event;
    }

    /**
     * Takes time in proportion to the events between the last landmark before the answer and the answer: a thousand or so,
     * but all events up to the answer if nobody has read the log before. If the server's clock was set back, the answer
     * lies before the first event that was recorded at or after the instant, and earlier ones may follow it.
     */
    @Override
    public long positionBefore(Instant instant) {
        long before = landmarks.before(instant);
        while (true) {
            List<RecordedEvent> records = recordsAfter(before, STRIDE);
            if (records.isEmpty()) {
                return before;
            }
            for (RecordedEvent record : records) {
                if (!record.getCreated().isBefore(instant)) {
                    return before;
                }
                before = Records.position(record);
            }
        }
    }

    @Override
    public List<DomainEventData<?>> eventsOf(String stream, long firstSequence, int limit) {
        return inStream(reads.stream(StreamNames.ofAggregate(stream), firstSequence, limit));
    }

    @Override
    public Map<String, List<DomainEventData<?>>> eventsOf(Collection<String> streams, int limitPerStream) {
        List<String> names = streams.stream().map(StreamNames::ofAggregate).toList();
        Map<String, List<DomainEventData<?>>> events = HashMap.newHashMap(names.size());
        for (int from = 0; from < names.size(); from += STREAMS_AT_ONCE) {
            List<String> few = names.subList(from, Math.min(names.size(), from + STREAMS_AT_ONCE));
            reads.streams(few, limitPerStream)
                    .forEach((name, records) -> events.put(StreamNames.aggregateOf(name), inStream(records)));
        }
        return events;
    }

    private static List<DomainEventData<?>> inStream(List<RecordedEvent> records) {
        List<DomainEventData<?>> events = new ArrayList<>(records.size());
        for (RecordedEvent record : records) {
            events.add(Records.inStream(record));
        }
        return events;
    }

    @Override
    public Optional<Long> lastSequenceOf(String stream) {
        return reads.lastOf(StreamNames.ofAggregate(stream)).map(RecordedEvent::getRevision);
    }

    @Override
    public Optional<DomainEventData<?>> snapshotOf(String stream) {
        return snapshots.of(stream);
    }

    @Override
    public void storeSnapshot(SerializedEvent snapshot) {
        snapshots.store(snapshot);
    }
}
