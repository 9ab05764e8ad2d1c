package org.geben.eventstore.engine;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;

/** The events behind a position up to the end that the log has when the last page is read. */
final class Pages implements Iterator<TrackedEventData<?>> {

    private final LogRecords records;
    private final int length;
    private long position;
    private Iterator<TrackedEventData<?>> page = Collections.emptyIterator();
    private boolean last;

    /** @param length how many events a page has at most */
    Pages(LogRecords records, long after, int length) {
        this.records = records;
        this.position = after;
        this.length = length;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !last) {
            List<TrackedEventData<?>> next = records.eventsAfter(position, length);
            last = records.isLast(next.size(), length);
            page = next.iterator();
        }
        return page.hasNext();
    }

    @Override
    public TrackedEventData<?> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        TrackedEventData<?> event = page.next();
        position = ((GlobalSequenceTrackingToken) event.trackingToken()).getGlobalIndex();
        return event;
    }
}
