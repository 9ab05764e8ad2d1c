package org.geben.application.policy;

import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.geben.application.axon.GatheringSource;
import org.geben.application.axon.Pause;
import org.springframework.context.SmartLifecycle;

/** Makes a listener follow the log from its beginning: one tracking processor with one thread, on one node at a time. */
public final class LogFollower implements SmartLifecycle {
    private static final int EVENTS_A_BATCH = 1_000;

    /** Nobody waits for what it does. */
    private static final Pause PAUSE = Pause.of(Duration.ofMillis(250));

    private final String name;
    private final TrackingEventProcessor processor;

    /** @param name under which its place in the log is kept */
    public LogFollower(
            String name,
            EventHandlerInvoker listener,
            EventStore events,
            TokenStore tokens,
            TransactionManager transactions,
            Configuration configuration) {
        this.name = name;
        this.processor = TrackingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(listener)
                .messageSource(new GatheringSource(events, EVENTS_A_BATCH, PAUSE))
                .tokenStore(tokens)
                .transactionManager(transactions)
                .messageMonitor(configuration.messageMonitor(TrackingEventProcessor.class, name))
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(EVENTS_A_BATCH)
                        // No replay: what there is already is learnt like everything that comes.
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken))
                .build();
    }

    public String name() {
        return name;
    }

    /** What makes it follow the log, or stands by while another node does. */
    public TrackingEventProcessor processor() {
        return processor;
    }

    @Override
    public void start() {
        processor.start();
    }

    @Override
    public void stop() {
        processor.shutDown();
    }

    @Override
    public boolean isRunning() {
        return processor.isRunning();
    }
}
