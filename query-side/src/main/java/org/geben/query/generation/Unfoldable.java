package org.geben.query.generation;

import java.sql.SQLException;
import java.util.Set;
import org.axonframework.serialization.SerializationException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/** A generation cannot be finished, for a reason that does not pass: the message tells it. */
final class Unfoldable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Classes of SQLSTATE that complain of what is asked for: it is not supported, or does not fit the tables. */
    private static final Set<String> OF_STATEMENTS = Set.of("0A", "42");

    /** Whether a generation cannot be finished because of it, however often that is tried. */
    static boolean lasts(RuntimeException failure) {
        if (failure instanceof Unfoldable || failure instanceof SerializationException) {
            return true;
        }
        SQLException sql = Poison.sql(failure);
        if (sql != null) {
            return Poison.isIn(failure) || OF_STATEMENTS.contains(Poison.classOf(sql));
        }
        return failure instanceof NonTransientDataAccessException
                && !(failure instanceof NonTransientDataAccessResourceException);
    }

    /** What its readers are told of it. */
    static String sentence(RuntimeException failure) {
        return failure instanceof Unfoldable ? String.valueOf(failure.getMessage()) : Poison.sentence(failure);
    }

    Unfoldable(String message) {
        super(message);
    }

    Unfoldable(String message, Throwable cause) {
        super(message, cause);
    }
}
