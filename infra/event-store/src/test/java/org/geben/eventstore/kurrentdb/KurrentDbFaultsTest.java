package org.geben.eventstore.kurrentdb;

import net.jqwik.api.lifecycle.AfterContainer;
import org.geben.eventstore.contract.LogServer;
import org.geben.eventstore.contract.faults.FaultContract;

/** On the protocol's test server. */
class KurrentDbFaultsTest implements FaultContract {

    private static final KurrentLog LOG = new KurrentLog();

    @Override
    public LogServer server() {
        return LOG;
    }

    @AfterContainer
    static void stop() {
        LOG.close();
    }
}
