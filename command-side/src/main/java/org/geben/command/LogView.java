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
 */
public final class LogView<S> {
    private static final int STREAMS_REMEMBERED = 50_000;

    private final EventStore log;
    private final Fold<S> fold;
    private final Cache<String, Seen<S>> remembered =
            Caffeine.newBuilder().maximumSize(STREAMS_REMEMBERED).build();

    public LogView(EventStore log, Fold<S> fold) {
        this.log = log;
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
            S state = fold.evolve(seen == null ? null : seen.state(), event.getPayload());
            seen = new Seen<>(state, event.getSequenceNumber());
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
    public interface Fold<S> {
        S evolve(@Nullable S state, Object event);
    }

    private record Seen<S>(S state, long sequence) {}
}
