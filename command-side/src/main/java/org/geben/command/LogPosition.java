package org.geben.command;

import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Where the log stands: what the write side needs to know of whichever engine keeps it. */
public interface LogPosition {
    /** The position of the last event that this committed unit of work appended; absent if it appended none. */
    @Nullable
    Long appendedBy(UnitOfWork<?> unitOfWork);

    /** The position of the newest event of the log, 0 for an empty one. */
    long head();
}
