package org.geben.query.generation;

/** A generation cannot be finished, for a reason that does not pass: the message tells it. */
final class Unfoldable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfoldable(String message) {
        super(message);
    }

    Unfoldable(String message, Throwable cause) {
        super(message, cause);
    }
}
