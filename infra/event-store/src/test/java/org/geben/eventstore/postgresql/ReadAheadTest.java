package org.geben.eventstore.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.geben.eventstore.EventLogStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final EventLogDatabase DATABASE = EventLogDatabase.startQuick();

    private final PostgresEventStorageEngine engine = PostgresEventStorageEngine.builder()
            .dataSource(DATABASE.pool())
            .eventSerializer(Jackson3Serializer.builder().build())
            .snapshotSerializer(Jackson3Serializer.builder().build())
            .build();
    private final EventLogStore store = EventLogStore.of(engine, EmbeddedEventStore.builder());
    private final String known = UUID.randomUUID().toString();
    private final String unknown = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        store.shutDown();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void theStreamsOfAUnitOfWorkAreThoseOfItsBeginning() {
        append(known, 0, 3);
        inAUnitOfWork(() -> {
            store.readAhead(Set.of(known, unknown));
            append(known, 3, 1);
            append(unknown, 0, 1);
            assertThat(sequences(known, 0)).containsExactly(0L, 1L, 2L);
            assertThat(sequences(known, 2)).containsExactly(2L);
            assertThat(sequences(unknown, 0)).isEmpty();
            return true;
        });
        assertThat(sequences(known, 0)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(sequences(unknown, 0)).containsExactly(0L);
    }

    @Test
    void itsOwnEventsAreSeenBesideWhatWasReadAhead() {
        append(known, 0, 1);
        inAUnitOfWork(() -> {
            store.readAhead(Set.of(known));
            store.publish(event(known, 1));
            assertThat(sequences(known, 0)).containsExactly(0L, 1L);
            return true;
        });
    }

    @Test
    void eventsOfANestedUnitOfWorkAreSeenUnlessItWasRolledBack() {
        inAUnitOfWork(() -> {
            UnitOfWork<?> meant = DefaultUnitOfWork.startAndGet(null);
            store.publish(event(known, 0));
            meant.commit();
            UnitOfWork<?> refused = DefaultUnitOfWork.startAndGet(null);
            store.publish(event(known, 1));
            assertThat(sequences(known, 0)).containsExactly(0L, 1L);
            refused.rollback();
            assertThat(sequences(known, 0)).containsExactly(0L);
            return true;
        });
        assertThat(sequences(known, 0)).containsExactly(0L);
    }

    @Test
    void aLongStreamIsLoadedWhenItIsNeeded() {
        append(known, 0, 60);
        inAUnitOfWork(() -> {
            store.readAhead(Set.of(known));
            append(known, 60, 1);
            assertThat(sequences(known, 0)).hasSize(61);
            return true;
        });
    }

    private void append(String stream, long first, int count) {
        engine.appendEvents(LongStream.range(first, first + count)
                .mapToObj(sequence -> event(stream, sequence))
                .toList());
    }

    private static DomainEventMessage<?> event(String stream, long sequence) {
        return new GenericDomainEventMessage<>("Notebook", stream, sequence, Long.toString(sequence));
    }

    private List<Long> sequences(String stream, long first) {
        return store.readEvents(stream, first)
                .asStream()
                .map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    private static void inAUnitOfWork(Supplier<Boolean> work) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        assertThat(unitOfWork.executeWithResult(work::get).getPayload()).isTrue();
    }
}
