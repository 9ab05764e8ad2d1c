package org.geben.application.axon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.query.generation.Builder;
import org.geben.query.generation.CutBuilder;
import org.geben.query.generation.Fold;
import org.geben.query.generation.Generation;
import org.geben.query.generation.Generations;
import org.geben.query.generation.Projection;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps every projection's live generation following the log: one tracking processor with one thread each. Pooled
 * processors are not used: they look for new events twice a second, and a reader of their own writes would wait for it.
 *
 * <p>Generations that are to take a live one's place are built by a thread beside them. Each node looks once a second
 * which generations are live by now, for another node may have built them: by another thread, for what is built here may
 * take hours.
 */
public final class LiveProjections implements SmartLifecycle {
    private static final int EVENTS_A_BATCH = 1_000;

    /** How old a view is at most for readers who need no position, but for what folding takes. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Little for a reader, and long enough for some events of a busy log. */
    private static final Duration PAUSE_WHILE_AWAITED = Duration.ofMillis(20);

    /** Longer than a batch takes to be folded; indexes under way are given up with their transaction. */
    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    private final List<Projection<?>> projections;
    private final Generations generations;
    private final Builder builder;
    private final CutBuilder past;
    private final EventStore events;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final Configuration configuration;
    private final Duration lastReaders;
    private final Map<String, Following> following = new ConcurrentHashMap<>();
    private final List<Consumer<TrackingEventProcessor>> watchers = new ArrayList<>();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile List<Routine> routines = List.of();

    /** @param lastReaders how long a generation is kept that is live no longer: longer than any query takes */
    LiveProjections(
            List<Projection<?>> projections,
            Generations generations,
            Builder builder,
            CutBuilder past,
            EventStore events,
            TokenStore tokens,
            TransactionManager transactions,
            Configuration configuration,
            Duration lastReaders) {
        this.projections = projections;
        this.generations = generations;
        this.builder = builder;
        this.past = past;
        this.events = events;
        this.tokens = tokens;
        this.transactions = transactions;
        this.configuration = configuration;
        this.lastReaders = lastReaders;
    }

    private record Following(long generation, TrackingEventProcessor processor) {}

    @Override
    public void start() {
        projections.forEach(generations::prepare);
        routines = List.of(new Routine("generations", this::keep), new Routine("builds", this::build));
        followWhatIsLive();
        routines.forEach(Routine::start);
    }

    @Override
    public void stop() {
        List<Routine> stopping = routines;
        routines = List.of();
        stopping.forEach(Routine::interrupt);
        synchronized (this) {
            following.values().forEach(live -> live.processor().shutDown());
            following.clear();
        }
        stopping.forEach(routine -> routine.join(LAST_BATCH));
    }

    @Override
    public boolean isRunning() {
        return !routines.isEmpty();
    }

    /** The projections of this code, also those that are still being built. */
    public List<String> names() {
        return projections.stream().map(Projection::name).toList();
    }

    /** What makes the projection's live generation follow the log; null as long as there is none. */
    public @Nullable TrackingEventProcessor processor(String projection) {
        Following live = following.get(projection);
        return live == null ? null : live.processor();
    }

    /** The generation that answers for the projection here, whichever node makes it follow the log. */
    public Optional<Generation> readable(String projection) {
        return projections.stream()
                .filter(known -> known.name().equals(projection))
                .findFirst()
                .flatMap(generations::readable);
    }

    /** Shows every processor to the watcher, those that are there and those to come, before they start. */
    public synchronized void watch(Consumer<TrackingEventProcessor> watcher) {
        watchers.add(watcher);
        following.values().forEach(live -> watcher.accept(live.processor()));
    }

    private void build() throws InterruptedException {
        generations.buildAnewWhatIsLate(projections);
        builder.buildAll(this::followWhatIsLive);
    }

    private void keep() {
        followWhatIsLive();
        past.resume();
        generations.dropRetired(lastReaders);
    }

    private void followWhatIsLive() {
        // One at a time: whoever has looked first must not go back to what the other has found replaced.
        looking.lock();
        try {
            for (Projection<?> projection : projections) {
                // Asked before the monitor is entered: a database that does not answer must hold nobody else up.
                Optional<Generation> live = generations.live(projection);
                follow(projection, live.orElse(null));
            }
        } finally {
            looking.unlock();
        }
    }

    /** @param live null if there is none, or one that newer code has made: its nodes follow it */
    private synchronized void follow(Projection<?> projection, @Nullable Generation live) {
        Following before = following.get(projection.name());
        if (live != null && before != null && before.generation() == live.id()) {
            return;
        }
        if (before != null) {
            following.remove(projection.name());
            before.processor().shutdownAsync();
        }
        if (live != null && isRunning()) {
            TrackingEventProcessor processor = processor(generations.follow(live, projection));
            watchers.forEach(watcher -> watcher.accept(processor));
            processor.start();
            following.put(projection.name(), new Following(live.id(), processor));
        }
    }

    private TrackingEventProcessor processor(Fold fold) {
        String name = fold.generation().name();
        return TrackingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(fold)
                .messageSource(new GatheringSource(
                        events, EVENTS_A_BATCH, Pause.unlessAwaited(fold::awaitReader, PAUSE, PAUSE_WHILE_AWAITED)))
                .tokenStore(tokens)
                .transactionManager(transactions)
                .messageMonitor(configuration.messageMonitor(TrackingEventProcessor.class, name))
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(EVENTS_A_BATCH))
                .build();
    }
}
