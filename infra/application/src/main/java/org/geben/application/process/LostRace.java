package org.geben.application.process;

import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** What a command ends in when another one changed the same stream before it; nothing was recorded, and it may try again. */
public final class LostRace {

    private LostRace() {}

    public static boolean is(@Nullable Throwable failure) {
        return failure instanceof ConcurrencyException
                || failure instanceof AggregateStreamCreationException
                || failure instanceof LockAcquisitionFailedException;
    }
}
