package org.geben.benchmarks.community;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.geben.kernel.Envelope;
import org.jspecify.annotations.Nullable;

/** What has happened and is not recorded yet, with the metadata that the application gives to events. Time goes on. */
final class Chronicle {
    private static final Instant OPENED = Instant.parse("2019-03-01T08:00:00Z");

    /** Two million events take some six years. */
    private static final double MILLIS_BETWEEN = 90_000;

    private final Chance chance;
    private final Queue<DomainEventMessage<?>> told = new ArrayDeque<>();
    private long now = OPENED.toEpochMilli();

    Chronicle(Chance chance) {
        this.chance = chance;
    }

    UUID newId() {
        return chance.ordered(now);
    }

    void tell(LogStream stream, Object event, Person actor) {
        Map<String, Object> metadata = metadata();
        metadata.put(Envelope.ACTOR, actor.id.toString());
        tell(stream, event, metadata);
    }

    /** As an import does, which may know neither who did it nor exactly when. */
    void tellOfOld(LogStream stream, Object event, @Nullable Person actor, boolean timeInferred) {
        Map<String, Object> metadata = metadata();
        metadata.put(Envelope.SOURCE, "archive");
        if (actor != null) {
            metadata.put(Envelope.ACTOR, actor.id.toString());
        }
        if (timeInferred) {
            metadata.put(Envelope.TIME_INFERRED, "true");
        }
        tell(stream, event, metadata);
    }

    private Map<String, Object> metadata() {
        now += 1 + (long) chance.around(MILLIS_BETWEEN);
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(Envelope.CORRELATION_ID, newId().toString());
        metadata.put(Envelope.CAUSATION_ID, newId().toString());
        return metadata;
    }

    private void tell(LogStream stream, Object event, Map<String, Object> metadata) {
        String id = newId().toString();
        told.add(new GenericDomainEventMessage<>(
                stream.type(),
                stream.id(),
                stream.next(),
                new GenericMessage<>(id, event, metadata),
                Instant.ofEpochMilli(now)));
    }

    /** The oldest one that was not handed over yet; null while there is none. */
    @Nullable
    DomainEventMessage<?> poll() {
        return told.poll();
    }
}
