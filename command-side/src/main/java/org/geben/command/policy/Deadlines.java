package org.geben.command.policy;

import java.time.Instant;
import java.util.Collection;

/**
 * Deadlines that outlive the process. When one has come, {@link Policies#look} is called for its watch, on one node. They
 * are never taken back, which could only race with their coming: the look finds out whether anything is to be done.
 */
public interface Deadlines {
    /** Sets them in the transaction of whoever calls. */
    void set(Collection<Deadline> deadlines);

    record Deadline(Watch.Key watch, Instant at) {}
}
