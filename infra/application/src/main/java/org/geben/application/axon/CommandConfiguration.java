package org.geben.application.axon;

import java.time.Clock;
import java.util.OptionalLong;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.geben.command.Log;
import org.geben.command.appreciation.AllowanceTerms;
import org.geben.eventstore.AppendedPosition;
import org.geben.eventstore.EventLogStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;

/** The way of a command. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * Without a transaction of its own: the log commits by itself, and a command has no other effect. Axon registers
     * the interceptors that it finds among the beans.
     */
    @Bean
    CommandBus commandBus(Configuration configuration, DuplicateCommandHandlerResolver duplicates) {
        SimpleCommandBus commandBus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .duplicateCommandHandlerResolver(duplicates)
                .messageMonitor(configuration.messageMonitor(CommandBus.class, "commandBus"))
                .build();
        commandBus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        return commandBus;
    }

    @Bean
    AllowanceTerms allowanceTerms(KudosSettings settings) {
        return settings.terms();
    }

    @Bean
    Log writeSideLog(EventStorageEngine engine, EventLogStore store) {
        return new Log() {
            @Override
            public @Nullable Long appendedBy(UnitOfWork<?> unitOfWork) {
                OptionalLong position = AppendedPosition.of(unitOfWork);
                return position.isPresent() ? position.getAsLong() : null;
            }

            @Override
            public void readAhead(Set<String> streams) {
                store.readAhead(streams);
            }

            @Override
            public long head() {
                TrackingToken head = engine.createHeadToken();
                return head == null ? 0 : head.position().orElse(0);
            }
        };
    }
}
