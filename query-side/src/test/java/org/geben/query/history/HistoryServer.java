package org.geben.query.history;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.geben.kernel.member.Role;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.History;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The endpoints of the history alone, on a free port of this machine. */
final class HistoryServer implements AutoCloseable {
    /** The ids of members, each by the one role that the member holds. */
    static final Map<UUID, Role> ROLES = Arrays.stream(Role.values())
            .collect(toUnmodifiableMap(
                    role -> new UUID(0x7000L, 0x8000_0000_0000_0000L + role.ordinal()), Function.identity()));

    static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    private final ConfigurableApplicationContext context;
    private final Map<String, Long> sequences = new HashMap<>();

    private HistoryServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static HistoryServer start(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "server.shutdown=graceful",
                "spring.threads.virtual.enabled=true",
                "spring.main.banner-mode=off"));
        return new HistoryServer(new SpringApplicationBuilder(Endpoints.class)
                .web(WebApplicationType.SERVLET)
                .properties(all.toArray(String[]::new))
                .run());
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
    }

    Subscribers subscribers() {
        return context.getBean(Subscribers.class);
    }

    /** One at a time: the store in memory can show the events of one append out of order. */
    synchronized void append(String stream, Record event, Map<String, ?> metaData, Instant occurredAt) {
        long sequence = sequences.merge(stream, 0L, (last, first) -> last + 1);
        context.getBean(EventStore.class)
                .publish(new GenericDomainEventMessage<>(
                        "any",
                        stream,
                        sequence,
                        event,
                        metaData,
                        UUID.randomUUID().toString(),
                        occurredAt));
    }

    void append(String stream, Record event, Map<String, ?> metaData) {
        append(stream, event, metaData, Instant.parse("2026-03-01T10:00:00Z"));
    }

    void append(String stream, Record event) {
        append(stream, event, Map.of());
    }

    /** From now on the member holds no role. */
    void revoke(UUID member) {
        context.getBean(Known.class).revoked.add(member);
    }

    long head() {
        return Position.of(context.getBean(EventStorageEngine.class).createHeadToken());
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import({
        HistoryConfiguration.class,
        HistoryController.class,
        ExportController.class,
        EventStreamController.class,
        Subscribers.class,
        Problems.class
    })
    static class Endpoints {
        @Bean
        Known access() {
            return new Known();
        }

        @Bean
        EventStorageEngine log(@Value("${log.first-position:0}") long first) {
            return new InMemoryEventStorageEngine(first);
        }

        @Bean
        History history(EventStorageEngine log) {
            return new Logged(log);
        }

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean(destroyMethod = "shutDown")
        EmbeddedEventStore eventStore(EventStorageEngine log) {
            return EmbeddedEventStore.builder().storageEngine(log).build();
        }
    }

    private record Logged(EventStorageEngine log) implements History {
        @Override
        public long head() {
            return Math.max(0, Position.of(log.createHeadToken()));
        }

        @Override
        public Optional<Instant> recordedAt(long position) {
            return Optional.empty();
        }

        @Override
        public Replay after(long position) {
            return new Replayed(log.readEvents(position == 0 ? null : Position.token(position), false)
                    .iterator());
        }

        @Override
        public Iterator<? extends DomainEventMessage<?>> stream(String stream, long from) {
            return log.readEvents(stream, from);
        }
    }

    private record Replayed(Iterator<? extends TrackedEventMessage<?>> events) implements History.Replay {
        @Override
        public boolean hasNext() {
            return events.hasNext();
        }

        @Override
        public List<TrackedEventMessage<?>> next() {
            return List.of(events.next());
        }

        @Override
        public void close() {}
    }

    /** Asks the roles that members hold here. */
    static final class Known implements Access {
        private final Set<UUID> revoked = ConcurrentHashMap.newKeySet();

        @Override
        public boolean holds(Reader reader, AsOf asOf, Role... anyOf) {
            return reader.id() == null
                    || !revoked.contains(reader.id()) && Arrays.asList(anyOf).contains(ROLES.get(reader.id()));
        }

        @Override
        public void mustHold(Reader reader, AsOf asOf, Role... anyOf) {
            if (!holds(reader, asOf, anyOf)) {
                throw new Refusal(403, "ROLE_REQUIRED", "Only some read this.", Reader.HEADER);
            }
        }
    }

    @RestControllerAdvice
    static class Problems {
        @ExceptionHandler
        ProblemDetail refused(Refusal refusal) {
            ProblemDetail problem = ProblemDetail.forStatus(HttpStatusCode.valueOf(refusal.status()));
            problem.setProperty("code", refusal.code());
            return problem;
        }
    }
}
