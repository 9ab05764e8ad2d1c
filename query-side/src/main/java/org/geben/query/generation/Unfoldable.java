package org.geben.query.generation;

import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/** A generation cannot be finished, for a reason that does not pass: the message tells it. */
final class Unfoldable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether a generation cannot be finished because of it, however often that is tried. */
    static boolean lasts(RuntimeException failure) {
        return failure instanceof Unfoldable
                || failure instanceof NonTransientDataAccessException
                        && !(failure instanceof NonTransientDataAccessResourceException);
    }

    Unfoldable(String message) {
        super(message);
    }

    Unfoldable(String message, Throwable cause) {
        super(message, cause);
    }
}
