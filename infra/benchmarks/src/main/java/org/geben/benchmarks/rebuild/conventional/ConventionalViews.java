package org.geben.benchmarks.rebuild.conventional;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.geben.query.generation.Projection;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * One tracking processor with one thread for each view, a transaction for each batch, and Axon's JDBC token store. The
 * tables have the indexes of the application's from the beginning, as tables that readers use meanwhile must have.
 */
public final class ConventionalViews {
    private static final Map<String, Function<View, Object>> HANDLERS = Map.of(
            "feed", ConventionalFeed::new,
            "leaderboard", ConventionalLeaderboard::new,
            "health", ConventionalHealth::new);
    private static final long LOOK = Duration.ofMillis(2).toNanos();

    private final JdbcTemplate jdbc;
    private final DataSource dataSource;
    private final Map<String, Object> handlers = new LinkedHashMap<>();

    /** @param projections those whose views are to be filled, each of which must have its conventional handlers here */
    public ConventionalViews(DataSource dataSource, Collection<? extends Projection<?>> projections)
            throws IOException {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        for (Projection<?> projection : projections) {
            Function<View, Object> handler = HANDLERS.get(projection.name());
            if (handler == null) {
                throw new IllegalStateException(
                        "The comparison is fair only with conventional handlers for %s too: write them."
                                .formatted(projection.name()));
            }
            create(projection);
            handlers.put(projection.name(), handler.apply(new View(jdbc, schema(projection))));
        }
    }

    /** Where the tables of the view are. */
    public static String schema(Projection<?> projection) {
        return "conventional_" + projection.name();
    }

    private void create(Projection<?> projection) throws IOException {
        jdbc.execute("CREATE SCHEMA " + schema(projection));
        String script =
                new ClassPathResource(projection.name() + ".sql", projection.getClass()).getContentAsString(UTF_8);
        // In one statement, and so on one connection.
        jdbc.execute("SET search_path = %s;%n%s;%nRESET search_path".formatted(schema(projection), script));
    }

    /**
     * Folds a log from its beginning into the empty tables.
     *
     * @return until the last of the processors has reached the end
     */
    public Duration fold(EventStorageEngine log, int batchSize) {
        Configuration axon = axon(log, batchSize);
        long begun = System.nanoTime();
        axon.start();
        try {
            for (String view : handlers.keySet()) {
                await(
                        axon.eventProcessingConfiguration()
                                .eventProcessor(view, TrackingEventProcessor.class)
                                .orElseThrow(),
                        log.createHeadToken().position().orElse(0));
            }
            return Duration.ofNanos(System.nanoTime() - begun);
        } finally {
            axon.shutdown();
        }
    }

    private Configuration axon(EventStorageEngine log, int batchSize) {
        JdbcTokenStore tokens = JdbcTokenStore.builder()
                .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(
                        new SpringDataSourceConnectionProvider(dataSource)))
                .serializer(serializer())
                .build();
        tokens.createSchema(PostgresTokenTableFactory.INSTANCE);
        SpringTransactionManager transactions = new SpringTransactionManager(new JdbcTransactionManager(dataSource));
        DefaultConfigurer configurer = (DefaultConfigurer) DefaultConfigurer.defaultConfiguration(false);
        configurer.configureEventStore(
                configuration -> EmbeddedEventStore.builder().storageEngine(log).build());
        configurer.eventProcessing(processing -> {
            processing
                    .usingTrackingEventProcessors()
                    .registerTokenStore(configuration -> tokens)
                    .registerDefaultTransactionManager(configuration -> transactions)
                    .registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance())
                    .registerTrackingEventProcessorConfiguration(
                            configuration -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                    .andBatchSize(batchSize));
            handlers.values().forEach(handler -> processing.registerEventHandler(configuration -> handler));
        });
        return configurer.buildConfiguration();
    }

    private static Serializer serializer() {
        return Jackson3Serializer.builder()
                // Axon's replay token names its own classes; without this it cannot be read.
                .jsonMapperBuilderCustomizer(
                        mapper -> mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.")
                                .build()))
                .build();
    }

    private static void await(TrackingEventProcessor processor, long position) {
        while (reached(processor) < position) {
            if (!processor.isRunning()) {
                throw new IllegalStateException(processor.getName() + " has stopped");
            }
            LockSupport.parkNanos(LOOK);
        }
    }

    private static long reached(TrackingEventProcessor processor) {
        EventTrackerStatus status = processor.processingStatus().get(0);
        if (status != null && status.isErrorState()) {
            throw new IllegalStateException(processor.getName() + " has failed", status.getError());
        }
        return status == null || status.getTrackingToken() == null
                ? 0
                : status.getTrackingToken().position().orElse(0);
    }
}
