package org.geben.application.axon;

import java.time.Duration;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.geben.application.process.CannotStart;
import org.geben.eventstore.kurrentdb.KurrentDbEventStorageEngine;
import org.geben.eventstore.kurrentdb.KurrentDbServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log in KurrentDB; the views stay in PostgreSQL. The server is tried once before anything is built on it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "geben.event-store", havingValue = "kurrentdb")
class KurrentDbConfiguration {
    private static final Logger log = LoggerFactory.getLogger(KurrentDbConfiguration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    KurrentDbEventStorageEngine eventStorageEngine(
            EngineSettings settings, @Value("${geben.kurrentdb.connection-string:}") String connectionString) {
        if (connectionString.isBlank()) {
            throw new CannotStart(
                    "geben.event-store=kurrentdb needs geben.kurrentdb.connection-string: write it as kurrentdb://HOST:PORT.");
        }
        reach(connectionString);
        return settings.applyTo(KurrentDbEventStorageEngine.builder())
                .connectionString(connectionString)
                .build();
    }

    private static void reach(String connectionString) {
        String shown = connectionString.replaceFirst("//.*@", "//").replaceFirst("[?].*", "");
        KurrentDbServer server;
        try {
            server = KurrentDbServer.reach(connectionString, PATIENCE);
        } catch (AxonConfigurationException e) {
            throw new CannotStart(
                    "'%s' is no address of a KurrentDB: write geben.kurrentdb.connection-string as kurrentdb://HOST:PORT."
                            .formatted(shown),
                    e);
        } catch (EventStoreException e) {
            throw new CannotStart(
                    "The event log at %s cannot be used, %s: start it, or correct geben.kurrentdb.connection-string."
                            .formatted(shown, e.getMessage()),
                    e);
        }
        if (!server.appendsToSeveralStreams()) {
            throw new CannotStart(
                    "The server at %s cannot append to several streams at once, as a member and a handle need it: use KurrentDB 25.1 or later."
                            .formatted(shown));
        }
        log.info("Event log in {}", shown);
    }
}
