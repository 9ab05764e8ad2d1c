package org.geben.query.generation;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.geben.query.Cut;
import org.geben.query.generation.Generation.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Folds the generations with a cut, beside whatever else is being built, and lets go those that nobody has read for
 * longest where they take too much room. At any time one node brings a generation further, once.
 */
public final class CutBuilder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CutBuilder.class);
    private static final int AT_ONCE = 2;

    /** What was ordered, no reader waits for. */
    private static final int ORDERED_AT_ONCE = 1;

    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    /** Of those that have failed the last ones stay, so that their readers are told why. */
    private static final int MOST_FAILED = 16;

    private final Projections projections;
    private final DataSource readSide;
    private final Generations generations;
    private final Catalogue catalogue;
    private final CutCatalogue cuts;
    private final Letters letters;
    private final TransactionTemplate savepoint;
    private final TransactionTemplate snapshot;
    private final History history;
    private final long mostBytes;

    private final Map<Long, CompletableFuture<Boolean>> underway = new ConcurrentHashMap<>();
    private final ExecutorService builders = threads("cut-builder", AT_ONCE);

    /** Others than the builders, so that whoever reads what is there does not wait for what is not. */
    private final ExecutorService extenders = threads("cut-extender", AT_ONCE);

    /** Another one than the builders', so that whoever reads the past does not wait for what was ordered. */
    private final ExecutorService orders = threads("order-builder", ORDERED_AT_ONCE);

    /**
     * @param mostBytes of the disk for frozen generations, whatever those being built or not yet dropped take beside them;
     *     the one used last is kept however large it is
     */
    public CutBuilder(
            Collection<? extends Projection<?>> projections,
            DataSource readSide,
            PlatformTransactionManager transactions,
            Generations generations,
            History history,
            long mostBytes) {
        this.projections = new Projections(projections);
        this.readSide = readSide;
        this.generations = generations;
        this.catalogue = new Catalogue(readSide);
        this.cuts = new CutCatalogue(readSide);
        this.letters = new Letters(readSide);
        this.savepoint = Savepoints.of(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.history = history;
        this.mostBytes = mostBytes;
    }

    /** Goes on with what a process that is gone has left half built. */
    public void resume() {
        generations.all().stream()
                .filter(generation -> generation.state() == State.BUILDING && generation.cut() != null)
                .filter(generation -> projections.thatMade(generation).isPresent())
                .forEach(this::bring);
    }

    /**
     * Builds it, or extends it by what the log has learnt meanwhile, unless that is being done.
     *
     * @return when it is done; then false if another node does it
     */
    CompletableFuture<Boolean> bring(Generation generation) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> going = underway.putIfAbsent(generation.id(), mine);
        if (going != null) {
            return going;
        }
        try {
            threads(generation).execute(() -> bring(generation, mine));
        } catch (RejectedExecutionException e) {
            underway.remove(generation.id());
            mine.completeExceptionally(Views.shuttingDown());
        }
        return mine;
    }

    private ExecutorService threads(Generation generation) {
        if (generation.state() == State.FROZEN) {
            return extenders;
        }
        return generation.rules() == null ? builders : orders;
    }

    private void bring(Generation generation, CompletableFuture<Boolean> outcome) {
        try {
            boolean mine = claimAndBring(generation);
            underway.remove(generation.id());
            outcome.complete(mine);
        } catch (SQLException | RuntimeException e) {
            log.warn("{} cannot be built for now: {}", generation.name(), e.toString());
            log.debug("It cannot be built", e);
            underway.remove(generation.id());
            outcome.completeExceptionally(e);
        }
    }

    private boolean claimAndBring(Generation generation) throws SQLException {
        try (Claims claims = new Claims(readSide)) {
            boolean claimed = claims.claim(generation);
            if (claimed) {
                // It may have been brought further, or dropped, before it was claimed.
                catalogue.find(generation.id()).ifPresent(this::bringFurther);
            }
            return claimed;
        }
    }

    private void bringFurther(Generation generation) {
        Cut cut = requireNonNull(generation.cut());
        long reach = cut.reach(history::head);
        boolean done = switch (generation.state()) {
            case BUILDING -> succeeds(generation, () -> build(generation, cut, reach));
            case FROZEN -> succeeds(generation, () -> extend(generation, cut, reach));
            default -> false;
        };
        if (done) {
            makeRoom();
        }
    }

    private boolean succeeds(Generation generation, Runnable work) {
        boolean done = Builder.succeeds(generations, generation, work);
        if (!done) {
            cuts.failed().stream().skip(MOST_FAILED).forEach(generations::drop);
        }
        return done;
    }

    private void build(Generation generation, Cut cut, long reach) {
        catalogue.begin(generation, reach);
        snapshot.executeWithoutResult(status -> cuts.copyBeginning(generation, cut)
                .ifPresent(other -> log.info("{} begins where {} ends", generation.name(), other)));
        catalogue.find(generation.id()).ifPresent(begun -> {
            CutBuild build = towards(cut, begun);
            build.catchUpTo(reach);
            build.settle();
            if (cuts.freeze(begun)) {
                log.info("{} is frozen at position {}", begun.name(), reach);
            }
        });
    }

    private void extend(Generation generation, Cut cut, long reach) {
        towards(cut, generation).catchUpTo(reach);
        // Whoever has asked for it is about to read in it.
        cuts.use(generation);
    }

    private CutBuild towards(Cut cut, Generation generation) {
        Build build = new Build(
                generation, projections.thatMade(generation).orElseThrow(), catalogue, letters, history, savepoint);
        // No reader waits for what is private.
        return generation.rules() == null
                ? new CutBuild(build, cut, cuts, history, Runnable::run, Builder.EVENTS_AT_ONCE)
                : new CutBuild(
                        build, cut, cuts, history, generations.pace()::run, Builder.EVENTS_AT_ONCE_BESIDE_TRAFFIC);
    }

    private void makeRoom() {
        for (Generation unused : cuts.beyond(mostBytes)) {
            if (catalogue.move(unused, State.FROZEN, State.RETIRED, null)) {
                log.info("{} goes, for there is no room for it", unused.name());
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        List<ExecutorService> all = List.of(builders, extenders, orders);
        all.forEach(ExecutorService::shutdownNow);
        long deadline = System.nanoTime() + LAST_BATCH.toNanos();
        for (ExecutorService threads : all) {
            if (!threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                log.debug("What is being built of the past is given up with its connection");
            }
        }
    }

    private static ExecutorService threads(String name, int atOnce) {
        return Executors.newFixedThreadPool(
                atOnce, task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
    }
}
