package org.geben.command;

import java.util.Set;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** What the write side asks of the log, whichever engine keeps it, beyond what Axon does. */
public interface Log {
    /** The position of the last event that this committed unit of work appended; absent if it appended none. */
    @Nullable
    Long appendedBy(UnitOfWork<?> unitOfWork);

    /** Reads these streams at once for the running unit of work; a log that cannot will read each when it is needed. */
    void readAhead(Set<String> streams);

    /** The position of the newest event of the log, 0 for an empty one. */
    long head();
}
