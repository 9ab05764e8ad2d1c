package org.geben.command;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.geben.kernel.StreamId;

/**
 * Changes another stream in the unit of work of the one that decides: both are recorded together or not at all. Where two
 * wishes must not both come true, that is the stream at which they meet.
 */
public final class AnotherStream {
    private AnotherStream() {}

    /** What a rule of that stream refuses is thrown as it is. */
    public static <T> void change(Repository<T> streams, StreamId id, Callable<T> fresh, Consumer<T> change) {
        load(streams, id, fresh).execute(change);
    }

    /** @param fresh makes its state where nothing has happened to it yet */
    public static <T> Aggregate<T> load(Repository<T> streams, StreamId id, Callable<T> fresh) {
        try {
            return streams.loadOrCreate(id.stream(), fresh);
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception fault) {
            throw new IllegalStateException("The stream %s could not be read.".formatted(id.stream()), fault);
        }
    }
}
