package org.geben.eventstore.postgresql;

import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.AppendOrderContract;
import org.geben.eventstore.contract.EventLogContract;
import org.geben.eventstore.contract.Scene;
import org.geben.eventstore.contract.UniqueEventIdContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

class PostgresEventStorageEngineTest implements EventLogContract, UniqueEventIdContract, AppendOrderContract {

    private static final EventLogDatabase DATABASE = EventLogDatabase.startQuick();

    private final Scene<EventLog> scene = Scene.on(DATABASE);

    @Override
    public Scene<EventLog> scene() {
        return scene;
    }

    @AfterEach
    void theLogIsSound() {
        DATABASE.assertSound();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }
}
