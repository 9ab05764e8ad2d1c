package org.geben.query.generation;

import org.springframework.dao.QueryTimeoutException;

/** @param end by {@link System#nanoTime()} */
record Deadline(long end) {
    /** @throws QueryTimeoutException if it is over */
    void require() {
        if (System.nanoTime() - end > 0) {
            throw new QueryTimeoutException("Reading has taken all the time that there is.");
        }
    }
}
