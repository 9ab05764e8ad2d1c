package org.geben.application.axon;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The log as tracking processors read it, each of which pauses from the beginning of one batch to that of the next. Of a
 * quiet log every event is handed on at once. Of a busy one some more are folded together, for a transaction of each view
 * for each event would take the processors from those who write and read.
 */
public final class GatheringSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final int full;
    private final Pause pause;

    /**
     * @param full how many events a batch has at most: after one that is full the next begins at once
     * @param pause what is done otherwise before the next begins
     */
    public GatheringSource(StreamableMessageSource<TrackedEventMessage<?>> log, int full, Pause pause) {
        this.log = log;
        this.full = full;
        this.pause = pause;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken behind) {
        return new Gathering(log.openStream(behind));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant moment) {
        return log.createTokenAt(moment);
    }

    @Override
    public @Nullable TrackingToken createTokenSince(Duration duration) {
        return log.createTokenSince(duration);
    }

    private final class Gathering implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> stream;
        private long begun = System.nanoTime();

        // There is none before the first, which begins at once as it does after one that is full.
        private int events = full;

        Gathering(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        /** Processors ask this once for each batch, and find the others of it by looking. */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (!stream.hasNextAvailable(timeout, unit)) {
                return false;
            }
            if (timeout > 0) {
                if (events < full) {
                    pause.after(begun);
                }
                begun = System.nanoTime();
                events = 0;
            }
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            events++;
            return stream.nextAvailable();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return stream.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
