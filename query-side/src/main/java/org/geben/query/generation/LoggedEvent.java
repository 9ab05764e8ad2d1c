package org.geben.query.generation;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.geben.kernel.EventNames;

/**
 * An event and where it stands in the log. What is asked here does not deserialise it: a broken event must be named too.
 */
record LoggedEvent(EventMessage<?> event, long position) {
    /** Within which events keep their order, whatever happens to one of them. */
    String stream() {
        return inStream().getAggregateIdentifier();
    }

    /** Where it stands in its stream. */
    long sequence() {
        return inStream().getSequenceNumber();
    }

    /** Its stable name; of a class without one, the class. */
    String type() {
        Class<?> type = event.getPayloadType();
        return EventNames.table().containsValue(type) ? EventNames.of(type.asSubclass(Record.class)) : type.getName();
    }

    private DomainEventMessage<?> inStream() {
        if (event instanceof DomainEventMessage<?> inStream) {
            return inStream;
        }
        throw new IllegalArgumentException("The event %s belongs to no stream.".formatted(event.getIdentifier()));
    }
}
