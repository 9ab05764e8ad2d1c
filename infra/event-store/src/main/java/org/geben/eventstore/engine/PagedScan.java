package org.geben.eventstore.engine;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;

/** Goes through a log by {@link LogRecords#eventsAfter}, in pages that get shorter where events get larger. */
final class PagedScan implements LogScan {

    private static final int FIRST_PAGE = 50;
    private static final int LONGEST_PAGE = 1_000;
    private static final long PAGE_BYTES = 4L << 20;

    private final LogRecords records;
    private long position;
    private int length = FIRST_PAGE;
    private Iterator<TrackedEventData<?>> page = Collections.emptyIterator();

    PagedScan(LogRecords records, long after) {
        this.records = records;
        this.position = after;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext()) {
            List<TrackedEventData<?>> next = records.eventsAfter(position, length);
            if (!next.isEmpty()) {
                long bytes = next.stream().mapToLong(Weight::of).sum();
                length = Math.clamp(PAGE_BYTES * next.size() / Math.max(1, bytes), 1, LONGEST_PAGE);
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
