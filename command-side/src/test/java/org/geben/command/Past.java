package org.geben.command;

import java.util.Optional;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** What has happened to other streams before a test begins. */
public final class Past {
    private final EventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    public EventStore log() {
        return log;
    }

    public Past happened(Object stream, Object... events) {
        Optional<Long> last = log.lastSequenceNumberFor(stream.toString());
        long sequence = last.map(number -> number + 1).orElse(0L);
        for (Object event : events) {
            log.publish(new GenericDomainEventMessage<>("stream", stream.toString(), sequence++, event));
        }
        return this;
    }
}
