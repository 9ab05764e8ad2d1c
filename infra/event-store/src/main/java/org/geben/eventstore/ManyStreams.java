package org.geben.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/** An engine that reads many short streams in one round trip. */
public interface ManyStreams {

    /**
     * The events of each stream, in order.
     *
     * @param streams aggregate identifiers
     * @param atMost how many events a stream may have; a longer one is left out of the answer
     * @return an entry for each stream that is not left out, also for one that has no events
     */
    Map<String, List<DomainEventMessage<?>>> readStreams(Collection<String> streams, int atMost);
}
