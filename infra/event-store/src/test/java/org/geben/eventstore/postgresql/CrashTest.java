package org.geben.eventstore.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.geben.eventstore.AppendOutcomeUnknownException;
import org.geben.eventstore.contract.Noted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CrashTest {

    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    @Test
    void whatWasAcknowledgedOutlivesACrashOfTheServerUnderLoad() throws Exception {
        try (EventLogDatabase database = EventLogDatabase.startDurable()) {
            assertThat(database.ask("show fsync")).isEqualTo("on");
            assertThat(database.ask("show synchronous_commit")).isEqualTo("on");
            PostgresEventStorageEngine engine = PostgresEventStorageEngine.builder()
                    .dataSource(database.pool())
                    .eventSerializer(SERIALIZER)
                    .build();
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            Set<String> unknown = ConcurrentHashMap.newKeySet();
            AtomicBoolean finished = new AtomicBoolean();

            List<Future<?>> writers = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int writer = 0; writer < 16; writer++) {
                    writers.add(threads.submit(() -> {
                        while (!finished.get()) {
                            DomainEventMessage<?> event = new GenericDomainEventMessage<>(
                                    "Notebook", UUID.randomUUID().toString(), 0, new Noted("note"));
                            try {
                                engine.appendEvents(event);
                                acknowledged.add(event.getIdentifier());
                            } catch (AppendOutcomeUnknownException e) {
                                unknown.add(event.getIdentifier());
                            } catch (EventStoreException e) {
                                assertThat(e).hasMessageContaining("not stored");
                            }
                        }
                    }));
                }
                await().until(() -> acknowledged.size() > 500);
                crash(database);
                int before = acknowledged.size();
                await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > before + 500);
                finished.set(true);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }

            Set<String> stored = engine.readEvents(null, false)
                    .map(EventMessage::getIdentifier)
                    .collect(Collectors.toCollection(HashSet::new));
            assertThat(stored).containsAll(acknowledged);
            stored.removeAll(acknowledged);
            assertThat(unknown).containsAll(stored);
            assertThat(database.ask("select count(*) = max(position) from event_log.event"))
                    .isEqualTo("t");
        }
    }

    /** Kills one server process outright, upon which PostgreSQL drops all connections and recovers from its log. */
    private static void crash(EventLogDatabase database) throws Exception {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select pg_backend_pid()")) {
            answer.next();
            assertThat(ProcessHandle.of(answer.getLong(1)).orElseThrow().destroyForcibly())
                    .isTrue();
        }
    }
}
