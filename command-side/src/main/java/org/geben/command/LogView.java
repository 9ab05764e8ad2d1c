package org.geben.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about one stream may know of another: the present state of that other stream, folded from the log at
 * the moment of the decision. It takes no lock, so that a popular contribution does not queue those who appreciate it;
 * what another command changes in the same instant may be seen or not, as among people. States are remembered, but each
 * look reads what has come since, so that nothing another node recorded is missed.
 *
 * @param <S> the state, immutable and small
 * @param <E> the events of its kind of stream
 */
public final class LogView<S, E> {
    private static final int STREAMS_REMEMBERED = 50_000;

    private final EventStore log;
    private final Class<E> events;
    private final Fold<S, E> fold;
    private final Cache<String, Seen<S>> remembered =
            Caffeine.newBuilder().maximumSize(STREAMS_REMEMBERED).build();

    /** @param events the sealed type of the streams that it knows; to it, any other stream does not exist */
    public LogView(EventStore log, Class<E> events, Fold<S, E> fold) {
        this.log = log;
        this.events = events;
        this.fold = fold;
    }

    /** The state of the stream; empty where nothing has happened to it. */
    public Optional<S> of(Object stream) {
        String id = stream.toString();
        Seen<S> before = remembered.getIfPresent(id);
        Seen<S> now = readOn(id, before);
        if (now != null && !now.equals(before)) {
            rememberOnceRecorded(id, now);
        }
        return Optional.ofNullable(now).map(Seen::state);
    }

    private @Nullable Seen<S> readOn(String id, @Nullable Seen<S> before) {
        Seen<S> seen = before;
        DomainEventStream news = log.readEvents(id, before == null ? 0 : before.sequence() + 1);
        while (news.hasNext()) {
            DomainEventMessage<?> event = news.next();
            if (events.isAssignableFrom(event.getPayloadType())) {
                S state = fold.evolve(seen == null ? null : seen.state(), events.cast(event.getPayload()));
                seen = new Seen<>(state, event.getSequenceNumber());
            }
        }
        return seen;
    }

    /** What was read may hold events of the running unit of work, which are true only if it commits. */
    private void rememberOnceRecorded(String id, Seen<S> seen) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().afterCommit(committed -> remembered.put(id, seen));
        }
    }

    /** The state after an event; the state before is absent for the first event of a stream. */
    @FunctionalInterface
    public interface Fold<S, E> {
        S evolve(@Nullable S state, E event);
    }

    private record Seen<S>(S state, long sequence) {}
}
