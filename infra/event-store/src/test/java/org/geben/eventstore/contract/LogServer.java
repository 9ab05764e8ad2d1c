package org.geben.eventstore.contract;

import java.net.InetSocketAddress;
import org.geben.eventstore.EventLog;

/** A log that a server of its own keeps, for tests that get between it and the engines, or take it down. */
public interface LogServer extends LogUnderTest<EventLog>, AutoCloseable {

    /** Where the server listens, also after a restart. */
    InetSocketAddress address();

    /**
     * Another engine, which takes the server to be at this address. It should notice within about a second that nobody
     * answers, so that a test need not wait long for a connection that somebody holds open and keeps silent.
     */
    Node<EventLog> openAt(InetSocketAddress address);

    /** Stops the server as an operator would; what it has acknowledged must be there after the start. */
    void stop();

    void start();

    /** Waits until the server has come to the end of whatever engines have sent that were opened at an address and closed. */
    void awaitQuiet();

    /** Asserts what this log promises of itself beyond the contract, of everything that is in it. */
    void assertSound();

    @Override
    void close();
}
