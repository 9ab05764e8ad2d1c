package org.geben.eventstore.kurrentdb;

import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.EventLogContract;
import org.geben.eventstore.contract.Scene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** On the protocol's test server. KurrentDB knows no event by its identifier, and appends stream by stream. */
class KurrentDbEventStorageEngineTest implements EventLogContract {

    private static final KurrentLog LOG = new KurrentLog();

    private final Scene<EventLog> scene = Scene.on(LOG);

    @Override
    public Scene<EventLog> scene() {
        return scene;
    }

    @AfterEach
    void theLogIsSound() {
        LOG.assertSound();
    }

    @AfterAll
    static void stop() {
        LOG.close();
    }
}
