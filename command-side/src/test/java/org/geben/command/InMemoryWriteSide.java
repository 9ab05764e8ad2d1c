package org.geben.command;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.geben.command.appreciation.AllowanceTerms;
import org.geben.command.member.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The whole write side over Axon's in-memory log. */
@Configuration
@EnableAutoConfiguration
@ComponentScan("org.geben.command")
public class InMemoryWriteSide {
    @Bean
    EventStorageEngine storage() {
        return new InMemoryEventStorageEngine();
    }

    @Bean("eventBus")
    EmbeddedEventStore log(EventStorageEngine storage, CommandEnvelope envelope) {
        EmbeddedEventStore log =
                EmbeddedEventStore.builder().storageEngine(storage).build();
        log.registerDispatchInterceptor(envelope);
        return log;
    }

    @Bean
    Vault vault() {
        return (member, words) -> {};
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AllowanceTerms allowanceTerms() {
        return new AllowanceTerms(10, AllowanceTerms.Unit.MONTH, ZoneOffset.UTC);
    }

    @Bean
    Log writeSideLog(EventStorageEngine storage) {
        return new Log() {
            @Override
            public @Nullable Long appendedBy(UnitOfWork<?> unitOfWork) {
                return CommandEnvelope.causesRecorded(unitOfWork).isEmpty() ? null : head();
            }

            @Override
            public void readAhead(Set<String> streams) {
                // Everything is in memory already.
            }

            @Override
            public long head() {
                return Optional.ofNullable(storage.createHeadToken())
                        .map(token -> token.position().orElse(0))
                        .orElse(0L);
            }
        };
    }
}
