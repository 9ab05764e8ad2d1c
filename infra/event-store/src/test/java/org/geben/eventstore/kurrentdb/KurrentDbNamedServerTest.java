package org.geben.eventstore.kurrentdb;

import static java.util.Objects.requireNonNull;

import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.EventLogContract;
import org.geben.eventstore.contract.Scene;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * On the server that the environment names, which should be empty and in nobody's use: the contract writes to it, and
 * some of it takes an append of more than a megabyte, which the server must be set to allow.
 */
@EnabledIfEnvironmentVariable(
        named = KurrentDbNamedServerTest.CONNECTION_STRING,
        matches = ".+",
        disabledReason = "It names no server, so the contract was not tried on a real KurrentDB of yours.")
class KurrentDbNamedServerTest implements EventLogContract {

    static final String CONNECTION_STRING = "GEBEN_TEST_KURRENTDB";

    private final Scene<EventLog> scene = Scene.on(KurrentLog.at(requireNonNull(System.getenv(CONNECTION_STRING))));

    @Override
    public Scene<EventLog> scene() {
        return scene;
    }
}
