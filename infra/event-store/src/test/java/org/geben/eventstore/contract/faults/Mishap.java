package org.geben.eventstore.contract.faults;

/** What goes wrong while many write and many read. */
public sealed interface Mishap {

    /** On the network between one node and the server. */
    record Network(Fault fault) implements Mishap {}

    /** The threads that write on one node are interrupted, wherever they are. */
    record Interruption() implements Mishap {}

    /** One node loses all that it has, in the middle of whatever it does, and comes back with nothing. */
    record CrashOfNode() implements Mishap {}

    /** The server stops, and starts again. */
    record RestartOfServer() implements Mishap {}
}
