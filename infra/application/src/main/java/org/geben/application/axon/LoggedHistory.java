package org.geben.application.axon;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.command.Log;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.LogReplay;
import org.geben.query.generation.History;

/** The event log, read for those who build generations. */
record LoggedHistory(EventLog log, Log end) implements History {

    @Override
    public long head() {
        return Math.max(0, end.head());
    }

    @Override
    public Optional<Instant> recordedAt(long position) {
        return log.recordedAfter(Math.max(0, position - 1));
    }

    @Override
    public Replay after(long position) {
        return new Replayed(log.replay(position == 0 ? null : new GlobalSequenceTrackingToken(position)));
    }

    @Override
    public Iterator<? extends DomainEventMessage<?>> stream(String stream, long from) {
        return log.readEvents(stream, from);
    }

    private record Replayed(LogReplay pages) implements Replay {

        @Override
        public boolean hasNext() {
            return pages.hasNext();
        }

        @Override
        public List<TrackedEventMessage<?>> next() {
            return Objects.requireNonNull(pages.next());
        }

        @Override
        public void close() {
            pages.close();
        }
    }
}
