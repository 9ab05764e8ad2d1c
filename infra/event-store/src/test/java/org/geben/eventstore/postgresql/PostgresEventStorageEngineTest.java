package org.geben.eventstore.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.geben.eventstore.EventStorageEngineContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

class PostgresEventStorageEngineTest extends EventStorageEngineContract {

    private static final EventLogDatabase DATABASE = EventLogDatabase.start();

    @Override
    protected EventStorageEngine openEngine(EventUpcaster upcasters) {
        return PostgresEventStorageEngine.builder()
                .dataSource(DATABASE.pool())
                .eventSerializer(SERIALIZER)
                .snapshotSerializer(SERIALIZER)
                .upcasterChain(upcasters)
                .build();
    }

    @AfterEach
    void positionsRunFromOneWithoutAGapAndTheClockNeverFalls() {
        assertThat(DATABASE.ask("select count(*) = coalesce(max(position), 0) from event_log.event"))
                .isEqualTo("t");
        assertThat(DATABASE.ask("""
                        select count(*) from event_log.event e join event_log.event later
                        on later.position = e.position + 1 where later.recorded_at < e.recorded_at""")).isEqualTo("0");
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }
}
