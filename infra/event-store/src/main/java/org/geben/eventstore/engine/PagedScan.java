package org.geben.eventstore.engine;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;

/** Goes through a log by {@link LogRecords#eventsAfter}, in pages that get shorter where events get larger. */
final class PagedScan implements LogScan {

    private static final int BYTES = 4 << 20;

    private final LogRecords records;
    private final PageLength length;
    private long position;
    private Iterator<TrackedEventData<?>> page = Collections.emptyIterator();
    private boolean last;

    PagedScan(LogRecords records, long after) {
        this(records, after, 50, 1_000);
    }

    /**
     * @param first how many events a page has while nothing is known of them
     * @param longest how many it has at most
     */
    PagedScan(LogRecords records, long after, int first, int longest) {
        this.records = records;
        this.position = after;
        this.length = new PageLength(first, longest, BYTES);
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !last) {
            int limit = length.next();
            List<TrackedEventData<?>> next = records.eventsAfter(position, limit);
            last = records.isLast(next.size(), limit);
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
