package org.geben.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.geben.eventstore.contract.EngineContract;
import org.geben.eventstore.contract.LogUnderTest;
import org.geben.eventstore.contract.Node;
import org.geben.eventstore.contract.Scene;

/**
 * Axon's own engine, to show that the contract is about engines and not about ours. It refuses nothing, knows no
 * upcasters and only one node, and inserts the events of an append in the order of their hashes, so that a reader may
 * overtake one of them: contracts about these do not apply to it.
 */
class InMemoryEventStorageEngineTest implements EngineContract {

    private static final EventStorageEngine ENGINE = new InMemoryEventStorageEngine();
    private static final LogUnderTest<EventStorageEngine> LOG = upcasters -> new Node<>(ENGINE, () -> {});

    private final Scene<EventStorageEngine> scene = Scene.on(LOG);

    @Override
    public Scene<EventStorageEngine> scene() {
        return scene;
    }
}
