package org.geben.eventstore.postgresql;

import net.jqwik.api.lifecycle.AfterContainer;
import org.geben.eventstore.contract.LogServer;
import org.geben.eventstore.contract.faults.FaultContract;

class PostgresFaultsTest implements FaultContract {

    private static final EventLogDatabase DATABASE = EventLogDatabase.startQuick();

    @Override
    public LogServer server() {
        return DATABASE;
    }

    @AfterContainer
    static void stop() {
        DATABASE.close();
    }
}
