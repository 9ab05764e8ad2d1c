package org.geben.eventstore.contract;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** An engine with connections of its own, as a node has it. Closing it closes the connections. */
public record Node<E extends EventStorageEngine>(E engine, AutoCloseable connections) implements AutoCloseable {

    @Override
    public void close() {
        try {
            connections.close();
        } catch (Exception e) {
            throw new IllegalStateException("The connections of a node could not be closed", e);
        }
    }
}
