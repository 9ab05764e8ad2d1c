package org.geben.application.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.geben.application.database.EventLogDatabase;
import org.geben.command.CommandEnvelope;
import org.geben.eventstore.AppendListener;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.EventLogStore;
import org.geben.eventstore.NamedEventSerializer;
import org.geben.eventstore.postgresql.PostgresEventStorageEngine;
import org.geben.kernel.EventNames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.util.ClassUtils;
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
    Serializer eventSerializer() {
        return NamedEventSerializer.of(EventNames.table());
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(
            EventLogDatabase database,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            Configuration configuration,
            ObjectProvider<AppendListener> listener) {
        return PostgresEventStorageEngine.builder()
                .dataSource(database.writing())
                .readingFrom(database.reading())
                .eventSerializer(eventSerializer)
                .snapshotSerializer(snapshotSerializer())
                .snapshotFilter(configuration.snapshotFilter().combine(EventLogConfiguration::ofKnownClass))
                .upcasterChain(configuration.upcasterChain())
                .appendListener(listener.getIfAvailable(() -> AppendListener.NONE))
                .batchSize(1_000)
                .build();
    }

    @Bean("eventBus")
    EventLogStore eventStore(EventLog log, Configuration configuration, CommandEnvelope envelope) {
        EventLogStore store = EventLogStore.of(
                log,
                EmbeddedEventStore.builder()
                        .messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore")));
        store.registerDispatchInterceptor(envelope);
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

    /** A snapshot whose class was moved or renamed is left alone, and the stream is read from its beginning. */
    private static boolean ofKnownClass(DomainEventData<?> snapshot) {
        return ClassUtils.isPresent(snapshot.getPayload().getType().getName(), null);
    }

    /** An aggregate keeps its state in private fields, and nobody else should need to know them. */
    private static Serializer snapshotSerializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.changeDefaultVisibility(visibility -> visibility
                        .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                        .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY)))
                .build();
    }
}
