package org.geben.eventstore;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store over an {@link EventLog}.
 *
 * <p>Its tracking streams are woken by every append to the log, also by those of other nodes, where Axon's own looks for
 * these once a second.
 *
 * <p>It can read the streams of a whole unit of work at its beginning, in one round trip, where loading them one by one
 * would take several each. What was read ahead is used for the rest of that unit of work: its decisions see the log as it
 * was then, and its own events. An append that another one has overtaken in the meantime is refused by the engine as ever.
 */
public final class EventLogStore extends EmbeddedEventStore {

    /** Longer streams are loaded on their own, from their snapshot. */
    private static final int LONGEST_STREAM = 50;

    private static final String KEY = EventLogStore.class.getName();

    private final EventLog log;
    private final Registration waking;

    private EventLogStore(Builder builder, EventLog log) {
        super(builder.storageEngine(log));
        this.log = log;
        this.waking = log.onAppended(this::lookForEvents);
    }

    /** @param builder whose storage engine becomes the log */
    public static EventLogStore of(EventLog log, Builder builder) {
        return new EventLogStore(builder, log);
    }

    @Override
    public void shutDown() {
        waking.cancel();
        super.shutDown();
    }

    /** The log has woken the readers already, once for all commands of a batch. */
    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {}

    private void lookForEvents() {
        super.afterCommit(List.of());
    }

    /** Reads the streams for the current root unit of work. Streams that do not exist may be named. */
    public void readAhead(Set<String> streams) {
        if (!streams.isEmpty()) {
            CurrentUnitOfWork.get().root().resources().put(KEY, log.readStreams(streams, LONGEST_STREAM));
        }
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        super.publish(events);
        CurrentUnitOfWork.ifStarted(unitOfWork -> {
            StagedEvents staged = StagedEvents.of(unitOfWork);
            for (EventMessage<?> event : events) {
                if (event instanceof DomainEventMessage<?> inStream) {
                    staged.add(inStream, unitOfWork);
                }
            }
        });
    }

    @Override
    protected Stream<? extends DomainEventMessage<?>> stagedDomainEventMessages(String stream) {
        return CurrentUnitOfWork.isStarted()
                ? StagedEvents.of(CurrentUnitOfWork.get()).in(stream)
                : Stream.empty();
    }

    @Override
    public DomainEventStream readEvents(String stream) {
        @Nullable List<DomainEventMessage<?>> ahead = readAheadOf(stream);
        return ahead == null
                ? super.readEvents(stream)
                : DomainEventStream.of(Stream.concat(ahead.stream(), stagedDomainEventMessages(stream)));
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        @Nullable List<DomainEventMessage<?>> ahead = readAheadOf(stream);
        return ahead == null
                ? super.readEvents(stream, firstSequence)
                : DomainEventStream.of(Stream.concat(ahead.stream(), stagedDomainEventMessages(stream))
                        .filter(event -> event.getSequenceNumber() >= firstSequence));
    }

    @SuppressWarnings("unchecked")
    private static @Nullable List<DomainEventMessage<?>> readAheadOf(String stream) {
        return CurrentUnitOfWork.map(UnitOfWork::root)
                .map(root -> (Map<String, List<DomainEventMessage<?>>>)
                        root.resources().get(KEY))
                .map(streams -> streams.get(stream))
                .orElse(null);
    }
}
