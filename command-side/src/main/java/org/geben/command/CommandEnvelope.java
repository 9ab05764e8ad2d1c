package org.geben.command;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.geben.kernel.Envelope;
import org.springframework.stereotype.Component;

/**
 * Carries the circumstances of a command over to its events. The time at which it happened becomes the event's own
 * timestamp, which is the one that every fold uses; the log adds the time of recording by itself.
 */
@Component
public final class CommandEnvelope implements CorrelationDataProvider, MessageDispatchInterceptor<EventMessage<?>> {

    private static final String CAUSES_RECORDED = CommandEnvelope.class.getName() + ".causesRecorded";
    private static final Set<String> KEPT = Set.of(
            Envelope.ACTOR, Envelope.CORRELATION_ID, Envelope.SOURCE, Envelope.OCCURRED_AT, Envelope.TIME_INFERRED);

    static Map<String, Object> metadata(Circumstances circumstances) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(Envelope.OCCURRED_AT, circumstances.occurredAt().toString());
        metadata.put(Envelope.CORRELATION_ID, circumstances.correlationId());
        if (circumstances.actor() != null) {
            metadata.put(Envelope.ACTOR, circumstances.actor().toString());
        }
        if (circumstances.source() != null) {
            metadata.put(Envelope.SOURCE, circumstances.source());
        }
        if (circumstances.timeInferred()) {
            metadata.put(Envelope.TIME_INFERRED, "true");
        }
        return metadata;
    }

    /** When what a command tells happened in the world; a decision that needs the time takes it from here. */
    public static Instant occurredAt(MetaData metadata) {
        if (metadata.get(Envelope.OCCURRED_AT) instanceof String occurredAt) {
            return Instant.parse(occurredAt);
        }
        throw new IllegalStateException("A command was sent without its circumstances.");
    }

    /** The ids of the commands to which the events of this unit of work are due. */
    public static Set<String> causesRecorded(UnitOfWork<?> root) {
        return root.getOrComputeResource(CAUSES_RECORDED, key -> new HashSet<>());
    }

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        return Stream.concat(
                        message.getMetaData().entrySet().stream().filter(entry -> KEPT.contains(entry.getKey())),
                        Stream.of(Map.entry(Envelope.CAUSATION_ID, message.getIdentifier())))
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        return (index, event) -> {
            noteCause(event.getMetaData());
            return event.getMetaData().get(Envelope.OCCURRED_AT) instanceof String occurredAt
                    ? occurring(event, Instant.parse(occurredAt))
                    : event;
        };
    }

    private static void noteCause(MetaData metadata) {
        if (metadata.get(Envelope.CAUSATION_ID) instanceof String cause) {
            CurrentUnitOfWork.ifStarted(
                    unitOfWork -> causesRecorded(unitOfWork.root()).add(cause));
        }
    }

    private static EventMessage<?> occurring(EventMessage<?> event, Instant at) {
        MetaData metadata = event.getMetaData().withoutKeys(Set.of(Envelope.OCCURRED_AT));
        if (event instanceof DomainEventMessage<?> domainEvent) {
            return new GenericDomainEventMessage<>(
                    domainEvent.getType(),
                    domainEvent.getAggregateIdentifier(),
                    domainEvent.getSequenceNumber(),
                    domainEvent.getPayload(),
                    metadata,
                    domainEvent.getIdentifier(),
                    at);
        }
        return new GenericEventMessage<>(event.getIdentifier(), event.getPayload(), metadata, at);
    }
}
