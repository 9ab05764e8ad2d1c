package org.geben.eventstore.contract.faults;

import java.time.Duration;

/** What a network does to the connections between an engine and the server. It lasts until the proxy is healed. */
public sealed interface Fault {

    /** Everything passes. */
    record None() implements Fault {}

    /** Every connection is closed at once; new ones can be made. */
    record Cut() implements Fault {}

    /**
     * The connection that carries the next byte after so many is closed, and only that one. A few bytes of an answer
     * lose what the server has committed; many of a request leave it with a part.
     */
    record CutAfter(Direction direction, int bytes) implements Fault {}

    /** Bytes arrive later than they were sent. */
    record Delay(Duration by) implements Fault {}

    /** Every connection is closed at once, and so is each new one. */
    record Refuse() implements Fault {}

    /** Requests arrive, and nobody ever hears an answer. */
    record SwallowAnswers() implements Fault {}

    /** The server is gone, and nobody tells the engine: its connections stay open, and new ones can be made, to nobody. */
    record HalfOpen() implements Fault {}

    enum Direction {
        REQUESTS,
        ANSWERS
    }
}
