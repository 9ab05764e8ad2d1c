package org.geben.eventstore.engine;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;

/** Goes through a log by {@link LogRecords#eventsAfter}, in pages that get shorter where events get larger. */
final class PagedScan implements LogScan {

    private final LogRecords records;
    private final PageLength length = new PageLength(50, 1_000, 4 << 20);
    private long position;
    private Iterator<TrackedEventData<?>> page = Collections.emptyIterator();

    PagedScan(LogRecords records, long after) {
        this.records = records;
        this.position = after;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext()) {
            List<TrackedEventData<?>> next = records.eventsAfter(position, length.next());
            if (!next.isEmpty()) {
                length.learn(next.size(), next.stream().mapToLong(Weight::of).sum());
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
