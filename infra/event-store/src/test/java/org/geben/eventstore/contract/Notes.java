package org.geben.eventstore.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** Events of notebooks, and what engines have of them. */
public final class Notes {

    public static final String TYPE = "Notebook";

    private Notes() {}

    public static String newStream() {
        return UUID.randomUUID().toString();
    }

    public static DomainEventMessage<?> event(String stream, long sequence, String text) {
        return event(stream, sequence, text, Instant.now());
    }

    public static DomainEventMessage<?> event(String stream, long sequence, String text, Instant occurred) {
        return event(stream, sequence, text, occurred, UUID.randomUUID().toString());
    }

    public static DomainEventMessage<?> event(String stream, long sequence, String text, Instant occurred, String id) {
        return new GenericDomainEventMessage<>(
                TYPE, stream, sequence, new Noted(text), MetaData.emptyInstance(), id, occurred);
    }

    public static List<DomainEventMessage<?>> events(String stream, long first, long end) {
        return LongStream.range(first, end)
                .<DomainEventMessage<?>>mapToObj(sequence -> event(stream, sequence, "note " + sequence))
                .toList();
    }

    public static List<Long> range(long first, long end) {
        return LongStream.range(first, end).boxed().toList();
    }

    public static List<String> texts(EventStorageEngine engine, String stream) {
        return engine.readEvents(stream)
                .asStream()
                .map(event -> ((Noted) event.getPayload()).text())
                .toList();
    }

    public static List<Long> sequences(EventStorageEngine engine, String stream, long first) {
        return engine.readEvents(stream, first)
                .asStream()
                .<Long>map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    public static List<TrackedEventMessage<?>> after(EventStorageEngine engine, @Nullable TrackingToken token) {
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(token, false)) {
            return events.<TrackedEventMessage<?>>map(event -> event).toList();
        }
    }

    public static List<String> textsAfter(EventStorageEngine engine, @Nullable TrackingToken token) {
        return after(engine, token).stream()
                .map(event -> ((Noted) event.getPayload()).text())
                .toList();
    }
}
