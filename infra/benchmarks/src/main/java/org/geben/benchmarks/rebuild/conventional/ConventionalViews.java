package org.geben.benchmarks.rebuild.conventional;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * One tracking processor with one thread for each view, a transaction for each batch, and Axon's JDBC token store. The
 * tables have their indexes from the beginning, as tables that readers use meanwhile must have. They hold the facts and
 * counts of the three oldest views, which is less than the application keeps by now.
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

    public ConventionalViews(DataSource dataSource) throws IOException {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        for (Map.Entry<String, Function<View, Object>> view : HANDLERS.entrySet()) {
            create(view.getKey());
            handlers.put(view.getKey(), view.getValue().apply(new View(jdbc, schema(view.getKey()))));
        }
    }

    /** Those that there are. */
    public static Set<String> names() {
        return HANDLERS.keySet();
    }

    /** Where the tables of the view are. */
    public static String schema(String view) {
        return "conventional_" + view;
    }

    private void create(String view) throws IOException {
        jdbc.execute("CREATE SCHEMA " + schema(view));
        String script = new ClassPathResource(view + ".sql", ConventionalViews.class).getContentAsString(UTF_8);
        // In one statement, and so on one connection.
        jdbc.execute("SET search_path = %s;%n%s;%nRESET search_path".formatted(schema(view), script));
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
