package org.geben.eventstore.kurrentdb.server;

/** What may befall an append on its way. */
public enum Disturbance {
    /** The connection breaks before the server has it. */
    REQUEST_LOST,
    /** The connection breaks when it is stored. */
    ANSWER_LOST,
    /** It is stored, and no answer comes. */
    SILENCE,
    /** It is stored, and the server fails at saying so. */
    SERVER_ERROR,
    /** It is not stored, as the server is busy with itself. */
    NOT_READY
}
