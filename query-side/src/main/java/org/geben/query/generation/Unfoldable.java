package org.geben.query.generation;

/** A projection's handler has failed on an event, which the message names. */
final class Unfoldable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfoldable(String message, Throwable cause) {
        super(message, cause);
    }
}
