package org.geben.query.generation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where queries read. Everything that one answer says, its generation and position included, comes from one snapshot of
 * the database.
 */
public final class Views {
    private static final Logger log = LoggerFactory.getLogger(Views.class);

    /** How long a commit of another node can go unnoticed. */
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private final Projections projections;
    private final Generations generations;
    private final Positions positions;
    private final TransactionTemplate snapshot;
    private final Cuts cuts;
    private final Clock clock;
    private final Duration wait;
    private final Duration longest;

    /**
     * @param wait how long a reader waits, at most, for what the view has not reached or what is still being built
     * @param longest after how much time in one snapshot no statement begins any more, and how long one takes at most: so
     *     nobody reads for more than twice as long; {@linkplain #bounded within bounds}
     */
    public Views(
            Collection<? extends Projection<?>> projections,
            Generations generations,
            Positions positions,
            Cuts cuts,
            PlatformTransactionManager transactions,
            Clock clock,
            Duration wait,
            Duration longest) {
        this.projections = new Projections(projections);
        this.generations = generations;
        this.positions = positions;
        this.cuts = cuts;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.wait = wait;
        this.longest = bounded(longest);
    }

    /** What the database takes for a limit: a second at least, and 24 days at most. */
    public static Duration bounded(Duration longest) {
        if (longest.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return longest.compareTo(LONGEST) > 0 ? LONGEST : longest;
    }

    /**
     * Answers a query: from the projection's live generation, from one that stands at the cut, or from one under rules of
     * its own.
     *
     * @throws Refusal 503 {@code VIEW_BEHIND} if the live one does not reach the position in time, {@code
     *     VIEW_REBUILDING} at once while there is none or other code has made it in another shape, and one that can be
     *     read is being built, {@code VIEW_OF_OTHER_CODE} if none is,
     *     {@code VIEW_FAILED} if the first one has failed; {@code QUERY_TOO_LONG} if the database was given up;
     *     of the past see {@link Cuts}
     */
    public <T> T read(String projection, AsOf asOf, Function<Reading, T> query) {
        return switch (asOf) {
            case AsOf.Now now -> present(known(projection), now.minPosition(), query);
            case AsOf.InGeneration in -> past(cuts.wanted(projection, in.id()), query);
            case Cut cut -> past(cuts.wanted(projection, cut), query);
        };
    }

    /**
     * Answers a query from two generations of the same events, first that under the standard rules, then one under rules
     * of its own.
     *
     * @param generation the id of the latter
     * @throws Refusal of it see {@link Cuts}
     */
    public <T> T compare(String projection, long generation, BiFunction<Reading, Reading, T> query) {
        long deadline = System.nanoTime() + wait.toNanos();
        Optional<T> answer = compare(cuts.wanted(projection, generation), query);
        while (answer.isEmpty()) {
            Cuts.Wanted other = cuts.wanted(projection, generation);
            await(other, deadline);
            if (cuts.liveAt(other).isEmpty()) {
                await(cuts.underStandardRules(other), deadline);
            }
            answer = compare(other, query);
            if (answer.isEmpty()) {
                cuts.requireComparable(other);
            }
        }
        return answer.get();
    }

    private <T> Optional<T> compare(Cuts.Wanted wanted, BiFunction<Reading, Reading, T> query) {
        return inSnapshot(deadline -> cuts.standing(wanted)
                .flatMap(other -> cuts.counterpart(wanted, other)
                        .map(standard -> query.apply(reading(standard, deadline), reading(other, deadline)))));
    }

    private void await(Cuts.Wanted wanted, long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        cuts.await(wanted, left.compareTo(POLL) < 0 ? left : POLL);
    }

    /** What is to be taken for the present where a question does not name its time. */
    public Instant now(AsOf asOf) {
        return switch (asOf) {
            case AsOf.Now now -> clock.instant();
            // One that is not there, or has no cut, is refused when it is to be read.
            case AsOf.InGeneration in -> cuts.present(in.id()).orElseGet(clock::instant);
            case Cut cut -> cuts.present(cut);
        };
    }

    /**
     * The same, or the second or minute that follows: so all who ask within one ask the same, and what has just happened is
     * in it.
     */
    public Instant now(AsOf asOf, ChronoUnit within) {
        Instant now = now(asOf);
        Instant begun = now.truncatedTo(within);
        return begun.equals(now) ? now : begun.plus(1, within);
    }

    private Projection<?> known(String projection) {
        return projections.named(projection).orElseThrow(() -> missing(projection));
    }

    private <T> T present(Projection<?> projection, @Nullable Long minPosition, Function<Reading, T> query) {
        Shape needed = generations.shape(projection);
        if (minPosition != null) {
            await(projection, needed, minPosition);
        }
        return inSnapshot(deadline -> query.apply(reading(answering(projection, needed), deadline)));
    }

    private <T> T past(Cuts.Wanted wanted, Function<Reading, T> query) {
        long deadline = System.nanoTime() + wait.toNanos();
        Optional<Answer<T>> answer = answer(wanted, query);
        while (answer.isEmpty()) {
            await(wanted, deadline);
            answer = answer(wanted, query);
        }
        cuts.used(answer.get().from());
        return answer.get().value();
    }

    private <T> Optional<Answer<T>> answer(Cuts.Wanted wanted, Function<Reading, T> query) {
        return inSnapshot(deadline -> cuts.standing(wanted)
                .map(generation -> new Answer<>(query.apply(reading(generation, deadline)), generation)));
    }

    /** A retired generation is kept until nobody can be reading in it any more: so nobody reads for ever. */
    private <T> T inSnapshot(Function<Deadline, T> reading) {
        try {
            return Objects.requireNonNull(snapshot.execute(status -> {
                Deadline deadline = new Deadline(System.nanoTime() + longest.toNanos());
                generations.beginSnapshot(longest);
                return reading.apply(deadline);
            }));
        } catch (QueryTimeoutException e) {
            log.warn("A query was given up after {} s", longest.toSeconds(), e);
            throw Refusal.unavailable(
                    "QUERY_TOO_LONG",
                    "This question took the database longer than %d s and was given up: ask for less at once, or try again when there is less to do."
                            .formatted(longest.toSeconds()));
        }
    }

    private record Answer<T>(T value, Generation from) {}

    private Reading reading(Generation generation, Deadline deadline) {
        return new Reading(generation, generations.tables(generation), deadline);
    }

    private Generation answering(Projection<?> projection, Shape needed) {
        Generation live = generations.live(projection.name()).orElseThrow(() -> notYet(projection.name()));
        if (!needed.fits(live)) {
            throw ofOtherCode(projection);
        }
        return live;
    }

    private Refusal notYet(String projection) {
        return generations
                .building(projection)
                .findFirst()
                .map(Views::rebuilding)
                .orElseGet(() -> unbuilt(projection));
    }

    private Refusal unbuilt(String projection) {
        return generations
                .newest(projection)
                .filter(newest -> newest.state() == State.FAILED)
                .map(failed -> Refusal.unavailable(
                        "VIEW_FAILED",
                        "The view %s could not be built: once the cause is mended that GET /api/v1/generations/%d tells, drop that one by DELETE, and have it built by POST /api/v1/generations or a restart."
                                .formatted(projection, failed.id())))
                .orElseGet(() -> missing(projection));
    }

    private Refusal ofOtherCode(Projection<?> projection) {
        return generations
                .building(projection)
                .map(Views::rebuilding)
                .orElseGet(() -> Refusal.unavailable(
                        "VIEW_OF_OTHER_CODE",
                        "The view %s is kept by another version of the code, in a shape that this node cannot read: ask a node of that version, or wait until this one's is built."
                                .formatted(projection.name())));
    }

    private static Refusal rebuilding(Generation building) {
        if (building.lacking() != null && building.position() >= building.target()) {
            return Refusal.unavailable(
                    "VIEW_REBUILDING",
                    "The view %s is being built: it has all events, and is being made ready to be read. Try again shortly."
                            .formatted(building.projection()));
        }
        return Refusal.unavailable(
                "VIEW_REBUILDING",
                String.format(
                        Locale.ROOT,
                        "The view %s is being built and has reached position %d of %d. Try again shortly.",
                        building.projection(),
                        building.position(),
                        building.target()));
    }

    private void await(Projection<?> projection, Shape needed, long wanted) {
        long deadline = System.nanoTime() + wait.toNanos();
        Generation generation = answering(projection, needed);
        while (generation.position() < wanted) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                throw Refusal.unavailable(
                        "VIEW_BEHIND",
                        String.format(
                                Locale.ROOT,
                                "The view %s has reached position %d, not yet %d. Try again shortly.",
                                projection.name(),
                                generation.position(),
                                wanted));
            }
            sleep(generation, wanted, left.compareTo(POLL) < 0 ? left : POLL);
            generation = answering(projection, needed);
        }
    }

    static Refusal missing(String projection) {
        return Refusal.unavailable(
                "VIEW_MISSING", "The view %s has not been built yet. Try again shortly.".formatted(projection));
    }

    private void sleep(Generation generation, long wanted, Duration atMost) {
        try {
            positions.await(generation.name(), wanted, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw shuttingDown();
        }
    }

    static Refusal shuttingDown() {
        return Refusal.unavailable("SHUTTING_DOWN", "This node is shutting down. Try again shortly.");
    }
}
