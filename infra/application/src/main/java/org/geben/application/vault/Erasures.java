package org.geben.application.vault;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.geben.query.generation.Generations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the log for erasures: on one node at a time, and again until it has succeeded. A node may know a key for a moment
 * after it was destroyed, so every node goes through what was begun in that time once more.
 */
final class Erasures implements SmartLifecycle {
    private static final String NAME = "erasures";

    private static final Logger log = LoggerFactory.getLogger(Erasures.class);

    private final KeyVault vault;
    private final Generations generations;
    private final TrackingEventProcessor processor;
    private final ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(NAME).factory());
    private Instant seenTo = Instant.MIN;

    Erasures(
            KeyVault vault,
            Generations generations,
            EventStore events,
            TokenStore tokens,
            TransactionManager transactions,
            Configuration configuration) {
        this.vault = vault;
        this.generations = generations;
        this.processor = TrackingEventProcessor.builder()
                .name(NAME)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new WhenMemberErasedThenForget(vault, generations))
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(events)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .messageMonitor(configuration.messageMonitor(TrackingEventProcessor.class, NAME))
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        // Erasures of before are made sure of as well, should this begin anew.
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken))
                .build();
    }

    @Override
    public void start() {
        processor.start();
        long pause = KeyVault.remembered().toMillis();
        again.scheduleWithFixedDelay(this::lookAgain, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void lookAgain() {
        try {
            vault.lastDestroyed()
                    .filter(last -> last.isAfter(seenTo))
                    .map(last -> last.plus(KeyVault.remembered().multipliedBy(2)))
                    .filter(vault::isPast)
                    .ifPresent(until -> {
                        generations.forgetWhatWasBegunBefore(until);
                        seenTo = until.minus(KeyVault.remembered().multipliedBy(2));
                    });
        } catch (RuntimeException later) {
            log.warn("What was begun beside an erasure is looked through later: {}", later.toString());
            log.debug("It could not be", later);
        }
    }

    @Override
    public void stop() {
        again.shutdownNow();
        processor.shutDown();
    }

    @Override
    public boolean isRunning() {
        return processor.isRunning();
    }
}
