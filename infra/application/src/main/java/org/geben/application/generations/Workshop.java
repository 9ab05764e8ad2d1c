package org.geben.application.generations;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.geben.query.generation.Builder;
import org.geben.query.generation.CutBuilder;
import org.geben.query.generation.Decisions;
import org.geben.query.generation.Orders;
import org.geben.query.generation.Verifier;
import org.geben.query.leaderboard.LeaderboardDiffs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application started for one command alone. Orders stand in the database of the views, where a serving process finds
 * them too: whichever is quicker carries them out, and the other one watches. So a command works beside a server and
 * without one, and what it leaves unfinished the next server finishes.
 */
public final class Workshop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Workshop.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ConfigurableApplicationContext application;

    public Workshop(ConfigurableApplicationContext application) {
        this.application = application;
    }

    LeaderboardDiffs diffs() {
        return application.getBean(LeaderboardDiffs.class);
    }

    Decisions decisions() {
        return application.getBean(Decisions.class);
    }

    Orders orders() {
        return application.getBean(Orders.class);
    }

    /** Builds whatever is to be built, until the one that is looked at is settled. */
    <T> T build(Supplier<T> look, Predicate<T> settled, Consumer<T> tell) throws InterruptedException {
        Builder builder = application.getBean(Builder.class);
        return work(() -> builder.buildAll(() -> {}), look, settled, tell);
    }

    /** Folds whatever stands at a cut and is to be folded, until the one that is looked at is settled. */
    <T> T fold(Supplier<T> look, Predicate<T> settled, Consumer<T> tell) throws InterruptedException {
        return work(application.getBean(CutBuilder.class)::resume, look, settled, tell);
    }

    /** Verifies whatever is to be verified, until the one that is looked at is settled. */
    <T> T verify(Supplier<T> look, Predicate<T> settled, Consumer<T> tell) throws InterruptedException {
        return work(application.getBean(Verifier.class)::verifyAll, look, settled, tell);
    }

    interface Work {
        void run() throws InterruptedException;
    }

    static <T> T work(Work work, Supplier<T> look, Predicate<T> settled, Consumer<T> tell) throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("generations").factory());
        try (thread) {
            Future<?> working = begin(work, thread);
            while (true) {
                boolean idle = working.isDone();
                T seen = look.get();
                tell.accept(seen);
                if (settled.test(seen)) {
                    thread.shutdownNow();
                    return seen;
                }
                if (idle) {
                    reportFailure(working);
                    // Another process has it, or something fails for now: then it is to be done here, later.
                    working = begin(work, thread);
                }
                Thread.sleep(LOOK);
            }
        } finally {
            thread.shutdownNow();
        }
    }

    private static Future<?> begin(Work work, ExecutorService thread) {
        return thread.submit(() -> {
            work.run();
            return null;
        });
    }

    /** As with a server it is tried again; what is looked at may have been settled nevertheless. */
    private static void reportFailure(Future<?> working) throws InterruptedException {
        try {
            working.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            log.warn("The work cannot be done for now, which is tried again: {}", String.valueOf(e.getCause()));
            log.debug("It cannot be done", e);
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        application.close();
    }
}
