package org.geben.query.generation;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where queries read. Everything that one answer says, its generation and position included, comes from one snapshot of
 * the database.
 */
public final class Views {
    /** How long a commit of another node can go unnoticed. */
    private static final Duration POLL = Duration.ofMillis(200);

    private final Generations generations;
    private final Positions positions;
    private final TransactionTemplate snapshot;
    private final Duration wait;

    /** @param wait how long a reader waits, at most, for a position that the view has not reached */
    public Views(Generations generations, Positions positions, PlatformTransactionManager transactions, Duration wait) {
        this.generations = generations;
        this.positions = positions;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.wait = wait;
    }

    /**
     * Answers a query from the projection's live generation.
     *
     * @param minPosition the position that the view must have reached, for readers of their own writes
     * @throws Refusal 503 {@code VIEW_BEHIND} if it does not reach it in time, {@code VIEW_REBUILDING} at once while
     *     its first generation is being built
     */
    public <T> T read(String projection, @Nullable Long minPosition, Function<Reading, T> query) {
        if (minPosition != null) {
            await(projection, minPosition);
        }
        return Objects.requireNonNull(snapshot.execute(status -> {
            Generation generation = answering(projection);
            return query.apply(new Reading(generation, generations.tables(generation)));
        }));
    }

    private Generation answering(String projection) {
        return generations.live(projection).orElseThrow(() -> notYet(projection));
    }

    private Refusal notYet(String projection) {
        return generations
                .building(projection)
                .findFirst()
                .map(building -> Refusal.unavailable(
                        "VIEW_REBUILDING",
                        String.format(
                                Locale.ROOT,
                                "The view %s is being built and has reached position %d of %d. Try again shortly.",
                                projection,
                                building.position(),
                                building.target())))
                .orElseGet(() -> Refusal.unavailable(
                        "VIEW_MISSING",
                        "The view %s has not been built yet. Try again shortly.".formatted(projection)));
    }

    private void await(String projection, long wanted) {
        long deadline = System.nanoTime() + wait.toNanos();
        Generation generation = answering(projection);
        while (generation.position() < wanted) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                throw Refusal.unavailable(
                        "VIEW_BEHIND",
                        String.format(
                                Locale.ROOT,
                                "The view %s has reached position %d, not yet %d. Try again shortly.",
                                projection,
                                generation.position(),
                                wanted));
            }
            sleep(generation, wanted, left.compareTo(POLL) < 0 ? left : POLL);
            generation = answering(projection);
        }
    }

    private void sleep(Generation generation, long wanted, Duration atMost) {
        try {
            positions.await(generation.name(), wanted, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("SHUTTING_DOWN", "This node is shutting down. Try again shortly.");
        }
    }
}
