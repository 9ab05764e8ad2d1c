package org.geben.eventstore.contract;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * One log, and engines on it. It outlives the tests of a class, so it may hold events of earlier ones: a test works on
 * streams of its own and reads from where the log stood at its start, for which it has a {@link Scene}.
 */
@FunctionalInterface
public interface LogUnderTest<E extends EventStorageEngine> {

    /** For events and for snapshots. */
    Serializer SERIALIZER = Jackson3Serializer.builder().build();

    /** Another engine, as another node would have it. */
    Node<E> open(EventUpcaster upcasters);
}
