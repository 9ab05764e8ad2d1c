package org.geben.query.generation;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells failures that an event brings about, again each time, from those that any event would meet: a database that is
 * gone or in a hurry, and tables that do not fit the code.
 */
final class Poison {
    /**
     * Classes of SQLSTATE that complain of values: too many rows for one, data, integrity, a check, and limits such as the
     * size of an indexed value.
     */
    private static final Set<String> OF_VALUES = Set.of("21", "22", "23", "44", "54");

    private static final int LONGEST_SENTENCE = 300;

    private Poison() {}

    static boolean isIn(Exception failure) {
        SQLException sql = sql(failure);
        if (sql != null) {
            return OF_VALUES.contains(classOf(sql));
        }
        return !(failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransactionException);
    }

    /** The same failure, for whoever may throw none that is checked. */
    static RuntimeException unchecked(Exception failure) {
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    /** Of its SQLSTATE; empty if it has none. */
    static String classOf(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.length() == 5 ? state.substring(0, 2) : "";
    }

    /** The failure in one line; the lines behind it may quote what the event says. */
    static String sentence(Exception failure) {
        SQLException sql = sql(failure);
        Exception told = sql == null ? failure : sql;
        String line = String.valueOf(told.getMessage()).lines().findFirst().orElse("");
        String sentence = told.getClass().getSimpleName() + ": " + line;
        return sentence.substring(0, Math.min(sentence.length(), LONGEST_SENTENCE));
    }

    /** What the database has said, if the failure comes from there. */
    static @Nullable SQLException sql(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
