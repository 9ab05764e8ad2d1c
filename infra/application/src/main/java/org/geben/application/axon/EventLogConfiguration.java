package org.geben.application.axon;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.geben.application.database.ConditionalOnPostgresLog;
import org.geben.application.database.EventLogDatabase;
import org.geben.application.process.CannotStart;
import org.geben.application.vault.Personals;
import org.geben.command.CommandEnvelope;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.EventLogStore;
import org.geben.eventstore.NamedEventSerializer;
import org.geben.eventstore.postgresql.PostgresEventStorageEngine;
import org.geben.kernel.EventNames;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** The log: what is written to it, and in which words. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

    /** For tokens and whatever else Axon keeps. */
    @Bean
    @Primary
    Serializer serializer() {
        return Jackson3Serializer.builder()
                // Axon's replay token names its own classes; without this it cannot be written.
                .jsonMapperBuilderCustomizer(
                        mapper -> mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.")
                                .build()))
                .build();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(@Qualifier("serializer") Serializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(Personals personals) {
        return NamedEventSerializer.of(EventNames.table(), personals.sealing());
    }

    /** A name that is none would otherwise mean that there is no log at all. */
    @Bean
    static BeanFactoryPostProcessor engineIsKnown(Environment environment) {
        return beans -> {
            String engine = environment.getProperty("geben.event-store", "postgresql");
            if (!Set.of("postgresql", "kurrentdb").contains(engine.toLowerCase(Locale.ROOT))) {
                throw new CannotStart("There is no event store '%s': set geben.event-store to postgresql or kurrentdb."
                        .formatted(engine));
            }
        };
    }

    @Bean
    @ConditionalOnPostgresLog
    PostgresEventStorageEngine eventStorageEngine(EventLogDatabase database, EngineSettings settings) {
        return settings.applyTo(PostgresEventStorageEngine.builder())
                .dataSource(database.writing())
                .readingFrom(database.reading())
                .build();
    }

    @Bean("eventBus")
    EventLogStore eventStore(EventLog log, Configuration configuration, CommandEnvelope envelope, Personals personals) {
        EventLogStore store = EventLogStore.of(
                log,
                EmbeddedEventStore.builder()
                        .messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore")));
        store.registerDispatchInterceptor(envelope);
        store.registerDispatchInterceptor(personals.keys());
        return store;
    }

    /** Writes snapshots beside the commands, which need not wait for them. */
    @Bean
    SpringAggregateSnapshotter snapshotter(
            Configuration configuration,
            HandlerDefinition handlers,
            ParameterResolverFactory parameters,
            EventStore eventStore,
            ExecutorService snapshotThread) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(configuration::repository)
                .transactionManager(NoTransactionManager.INSTANCE)
                .eventStore(eventStore)
                .parameterResolverFactory(parameters)
                .handlerDefinition(handlers)
                .executor(snapshotThread)
                .build();
    }

    @Bean
    ExecutorService snapshotThread() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("snapshots").factory());
    }
}
