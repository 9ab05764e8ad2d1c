package org.geben.eventstore;

import java.util.OptionalLong;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The log position of the last event that a unit of work has appended, so that whoever sent the command can wait for a
 * read model to have reached it. It lies in the resources of the <em>root</em> unit of work from the moment the events
 * are durable, which is while the unit of work prepares its commit.
 */
public final class AppendedPosition {

    /** The resource's key; its value is a {@link Long}. */
    public static final String KEY = "org.geben.eventstore.AppendedPosition";

    private AppendedPosition() {}

    /** The position noted so far, or empty if the unit of work has appended nothing. */
    public static OptionalLong of(UnitOfWork<?> unitOfWork) {
        @Nullable Object position = unitOfWork.root().resources().get(KEY);
        return position instanceof Long appended ? OptionalLong.of(appended) : OptionalLong.empty();
    }

    /** For engines: notes the position in the current unit of work, if there is one. The highest position stays. */
    public static void note(long position) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get()
                    .root()
                    .resources()
                    .merge(KEY, position, (earlier, later) -> Math.max((Long) earlier, (Long) later));
        }
    }
}
