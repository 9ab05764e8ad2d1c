package org.geben.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.geben.kernel.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about one stream may know of another: the present state of that other stream, folded from the log at
 * the moment of the decision. It takes no lock, so that a popular contribution does not queue those who appreciate it;
 * what another command changes in the same instant may be seen or not, as among people. States are remembered, but each
 * look reads what has come since, so that nothing another node recorded is missed.
 *
 * @param <S> the state, immutable and small
 */
public final class LogView<S> {
    private static final int STREAMS_REMEMBERED = 50_000;

    private final EventStore log;
    private final Fold<S> fold;
    private final Set<Class<?>> telling;
    private final Cache<String, Seen<S>> remembered =
            Caffeine.newBuilder().maximumSize(STREAMS_REMEMBERED).build();

    /** @param telling the events that the fold is told; a stream that has none of them does not exist to this view */
    public LogView(EventStore log, Fold<S> fold, Class<?>... telling) {
        this.log = log;
        this.fold = fold;
        this.telling = Set.of(telling);
    }

    /** The state of the stream; empty where nothing that tells has happened to it. */
    public Optional<S> of(StreamId stream) {
        String id = stream.stream();
        Seen<S> before = remembered.getIfPresent(id);
        Seen<S> now = readOn(id, before == null ? new Seen<>(null, -1) : before);
        if (now.state() != null && !now.equals(before)) {
            rememberOnceRecorded(id, now);
        }
        return Optional.ofNullable(now.state());
    }

    private Seen<S> readOn(String id, Seen<S> before) {
        S state = before.state();
        long sequence = before.sequence();
        DomainEventStream news = log.readEvents(id, sequence + 1);
        while (news.hasNext()) {
            DomainEventMessage<?> event = news.next();
            // The type is known without reading the payload, which may be a long text.
            if (telling.contains(event.getPayloadType())) {
                state = fold.evolve(state, event.getPayload());
            }
            sequence = event.getSequenceNumber();
        }
        return new Seen<>(state, sequence);
    }

    /** What was read may hold events of the running unit of work, which are true only if it commits. */
    private void rememberOnceRecorded(String id, Seen<S> seen) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().afterCommit(committed -> remembered.put(id, seen));
        }
    }

    /** The state after an event; the state before is absent until an event tells of it. */
    @FunctionalInterface
    public interface Fold<S> {
        S evolve(@Nullable S state, Object event);
    }

    private record Seen<S>(@Nullable S state, long sequence) {}
}
