package org.geben.application.axon;

import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.query.generation.Fold;
import org.geben.query.generation.Generations;
import org.geben.query.generation.Projection;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps every projection's live generation following the log: one tracking processor with one thread each. Pooled
 * processors are not used: they look for new events twice a second, and a reader of their own writes would wait for it.
 */
public final class LiveProjections implements SmartLifecycle {
    private static final int EVENTS_A_BATCH = 1_000;

    private final List<Projection<?>> projections;
    private final Generations generations;
    private final EventStore log;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final Configuration configuration;
    private volatile List<TrackingEventProcessor> processors = List.of();

    LiveProjections(
            List<Projection<?>> projections,
            Generations generations,
            EventStore log,
            TokenStore tokens,
            TransactionManager transactions,
            Configuration configuration) {
        this.projections = projections;
        this.generations = generations;
        this.log = log;
        this.tokens = tokens;
        this.transactions = transactions;
        this.configuration = configuration;
    }

    @Override
    public void start() {
        processors = projections.stream()
                .map(generations::follow)
                .map(this::processor)
                .toList();
        processors.forEach(TrackingEventProcessor::start);
    }

    @Override
    public void stop() {
        processors.forEach(TrackingEventProcessor::shutDown);
        processors = List.of();
    }

    @Override
    public boolean isRunning() {
        return !processors.isEmpty();
    }

    /** The processors, for those who watch them. */
    public List<TrackingEventProcessor> processors() {
        return processors;
    }

    private TrackingEventProcessor processor(Fold fold) {
        String name = fold.generation().name();
        return TrackingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(fold)
                .messageSource(log)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .messageMonitor(configuration.messageMonitor(TrackingEventProcessor.class, name))
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(EVENTS_A_BATCH))
                .build();
    }
}
