package org.geben.eventstore.engine;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;

/** Goes through a log by {@link LogRecords#eventsAfter}. */
final class PagedScan implements LogScan {

    private static final int PAGE = 1_000;

    private final LogRecords records;
    private long position;
    private Iterator<TrackedEventData<?>> page = Collections.emptyIterator();

    PagedScan(LogRecords records, long after) {
        this.records = records;
        this.position = after;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext()) {
            List<TrackedEventData<?>> next = records.eventsAfter(position, PAGE);
            if (!next.isEmpty()) {
                position = ((GlobalSequenceTrackingToken) next.getLast().trackingToken()).getGlobalIndex();
            }
            page = next.iterator();
        }
        return page.hasNext();
    }

    @Override
    public TrackedEventData<?> next() {
        return page.next();
    }

    @Override
    public void close() {}
}
