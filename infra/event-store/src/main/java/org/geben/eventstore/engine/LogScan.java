package org.geben.eventstore.engine;

import java.util.Iterator;
import org.axonframework.eventhandling.TrackedEventData;

/** Stored events in order, to the end that the log has when it is reached. For one thread, which must close it. */
public interface LogScan extends Iterator<TrackedEventData<?>>, AutoCloseable {

    @Override
    void close();
}
