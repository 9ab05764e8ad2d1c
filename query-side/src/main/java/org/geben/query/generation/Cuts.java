package org.geben.query.generation;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The past, for whoever asks: a generation for each cut, made when it is first asked for and kept while there is room. One
 * as of a moment takes in what the log learns late of the time before, and its readers wait for that. A generation that was
 * ordered under other rules is read by its id, and is never made by reading.
 */
public final class Cuts {
    private static final Logger log = LoggerFactory.getLogger(Cuts.class);
    private static final long MOST_WAITING = 16;
    private static final Duration USE = Duration.ofMinutes(1);

    private final Projections projections;
    private final CutBuilder builder;
    private final Catalogue catalogue;
    private final CutCatalogue cuts;
    private final Letters letters;
    private final Sizes sizes;
    private final TransactionTemplate transaction;
    private final History history;
    private final Clock clock;

    public Cuts(
            Collection<? extends Projection<?>> projections,
            CutBuilder builder,
            DataSource readSide,
            PlatformTransactionManager transactions,
            History history,
            Clock clock) {
        this.projections = new Projections(projections);
        this.builder = builder;
        this.catalogue = new Catalogue(readSide);
        this.cuts = new CutCatalogue(readSide);
        this.letters = new Letters(readSide);
        this.sizes = new Sizes(readSide);
        this.transaction = new TransactionTemplate(transactions);
        this.history = history;
        this.clock = clock;
    }

    /**
     * What a reader asks for.
     *
     * @param reach as far as the log is read for what belongs to it
     * @param ordered the one that was ordered; null where any with that cut will do
     */
    record Wanted(
            Projection<?> projection,
            Cut cut,
            long reach,
            @Nullable Long ordered) {}

    /** @throws Refusal 400 {@code AS_OF_FUTURE}; 503 {@code VIEW_MISSING} if this code has no such view */
    Wanted wanted(String projection, Cut cut) {
        Projection<?> known = projections.named(projection).orElseThrow(() -> Views.missing(projection));
        if (cut instanceof Cut.ByTime by) {
            requireNotFuture(by, clock.instant());
        }
        return new Wanted(known, cut, cut.reach(history::head), null);
    }

    /** @throws Refusal 400 {@code AS_OF_FUTURE} */
    public static void requireNotFuture(Cut.ByTime cut, Instant now) {
        if (cut.moment().isAfter(now)) {
            throw Refusal.badRequest(
                    "AS_OF_FUTURE", "Nobody knows the future: ask for a moment that has passed.", "asOf");
        }
    }

    /**
     * A generation under rules of its own, by its id.
     *
     * @throws Refusal 404 {@code GENERATION_UNKNOWN}, {@code GENERATION_NOT_PRIVATE}, {@code GENERATION_OF_OTHER_VIEW}; 409
     *     {@code GENERATION_OF_OTHER_CODE}
     */
    Wanted wanted(String projection, long id) {
        Generation generation = inUse(id).orElseThrow(Cuts::unknown);
        Cut cut = generation.cut();
        if (generation.rules() == null || cut == null) {
            throw Refusal.notFound(
                    "GENERATION_NOT_PRIVATE",
                    "This generation is not under rules of its own: ask for the view without it, or with its asOf or atPosition.");
        }
        if (!generation.projection().equals(projection)) {
            throw Refusal.notFound(
                    "GENERATION_OF_OTHER_VIEW",
                    "This generation is of the view %s: ask that one for it.".formatted(generation.projection()));
        }
        Projection<?> made = projections
                .thatMade(generation)
                .orElseThrow(() -> Refusal.conflict(
                        "GENERATION_OF_OTHER_CODE",
                        "This generation was made by another version of the code: order it anew."));
        return new Wanted(made, cut, cut.reach(history::head), id);
    }

    /** The same under the standard rules, which others read too. */
    Wanted underStandardRules(Wanted wanted) {
        Projection<?> standard = projections.named(wanted.projection().name()).orElseThrow();
        return new Wanted(standard, wanted.cut(), wanted.reach(), null);
    }

    private Optional<Generation> inUse(long id) {
        return catalogue.find(id).filter(generation -> generation.state() != State.RETIRED);
    }

    private static Refusal unknown() {
        return Refusal.notFound("GENERATION_UNKNOWN", "There is no such generation, or it has been dropped.");
    }

    /** What the present is for whoever reads in a generation, if it has a cut. */
    Optional<Instant> present(long id) {
        return inUse(id).map(Generation::cut).map(this::present);
    }

    /** What the present is for whoever reads the past: its moment, or when the event at its position was recorded. */
    Instant present(Cut cut) {
        return switch (cut) {
            case Cut.ByPosition by -> history.recordedAt(by.position()).orElseGet(clock::instant);
            case Cut.ByTime by -> by.moment();
        };
    }

    /** The generation that has all that is wanted. */
    Optional<Generation> standing(Wanted wanted) {
        return find(wanted).filter(found -> stands(found, wanted));
    }

    private Optional<Generation> find(Wanted wanted) {
        return wanted.ordered() == null
                ? cuts.find(wanted.projection(), wanted.cut()).filter(this::isUpToDate)
                : inUse(wanted.ordered());
    }

    private boolean isUpToDate(Generation past) {
        return past.incomplete().parked() == 0 || !letters.isOutdated(past);
    }

    /** Has one that lacks what need not be lacking any more go, unless another one does. */
    private Optional<Generation> upToDate(Wanted wanted) {
        return cuts.find(wanted.projection(), wanted.cut()).filter(past -> {
            boolean isUpToDate = isUpToDate(past);
            if (!isUpToDate) {
                catalogue.move(past, past.state(), State.RETIRED, null);
            }
            return isUpToDate;
        });
    }

    /** The live generation, if it holds exactly what is wanted of the log, under the standard rules. */
    Optional<Generation> liveAt(Wanted wanted) {
        return catalogue
                .live(wanted.projection().name())
                .filter(live -> wanted.cut().equals(new Cut.ByPosition(live.position())))
                .filter(live -> live.version() == wanted.projection().version())
                .filter(live -> live.incomplete().equals(Incomplete.NOTHING));
    }

    /** One under the standard rules that was folded from the same events as the other one. */
    Optional<Generation> counterpart(Wanted wanted, Generation other) {
        return liveAt(wanted)
                .or(() -> standing(underStandardRules(wanted))
                        // One as of a moment may have learnt of a late event that the other has not learnt of yet.
                        .filter(standard -> standard.events() == other.events()));
    }

    /** @throws Refusal 409 {@code GENERATION_INCOMPARABLE} if both are there and do not hold the same events */
    void requireComparable(Wanted wanted) {
        Optional<Generation> other = standing(wanted);
        Optional<Generation> standard = standing(underStandardRules(wanted));
        if (other.isPresent()
                && standard.isPresent()
                && other.get().position() == standard.get().position()
                && other.get().events() != standard.get().events()) {
            throw Refusal.conflict(
                    "GENERATION_INCOMPARABLE",
                    "%s and %s do not hold the same events, since one could not fold what the other could: order it anew."
                            .formatted(other.get().name(), standard.get().name()));
        }
    }

    private static boolean stands(Generation generation, Wanted wanted) {
        return generation.state() == State.FROZEN
                && (wanted.cut() instanceof Cut.ByPosition || generation.position() >= wanted.reach());
    }

    /**
     * Sees to it that what is wanted is built, and waits for it.
     *
     * @param atMost how long; it may be there by then, or not
     * @throws Underway if that is no time at all
     * @throws Refusal 400 {@code POSITION_BEYOND_LOG}; 500 {@code CUT_FAILED}; 503 {@code CUTS_BUSY}
     */
    void await(Wanted wanted, Duration atMost) {
        Generation generation = find(wanted).orElseGet(() -> create(wanted));
        if (generation.state() == State.FAILED) {
            throw new Refusal(
                    500,
                    "CUT_FAILED",
                    "%s has failed: once the cause is mended, drop it by DELETE /api/v1/generations/%d and ask again."
                            .formatted(generation.name(), generation.id()),
                    null);
        }
        if (!stands(generation, wanted)) {
            CompletableFuture<Boolean> work = builder.bring(generation);
            if (!atMost.isPositive()) {
                throw new Underway(entry(generation));
            }
            sleep(generation, work, atMost);
        }
    }

    private GenerationEntry entry(Generation generation) {
        return GenerationEntry.of(generation, sizes.bytes(generation), null, List.of(), clock.instant());
    }

    private void sleep(Generation generation, CompletableFuture<Boolean> work, Duration atMost) {
        try {
            boolean done = work.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (!done) {
                // Another node is at it.
                Thread.sleep(atMost);
            }
        } catch (TimeoutException e) {
            log.trace("{} is still being built", generation.name());
        } catch (ExecutionException e) {
            boolean isThere = catalogue
                    .find(generation.id())
                    .filter(found -> found.state() == generation.state())
                    .isPresent();
            if (isThere) {
                throw new CompletionException(e.getCause());
            }
            log.debug("{} has gone while it was built", generation.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Views.shuttingDown();
        }
    }

    private Generation create(Wanted wanted) {
        if (wanted.ordered() != null) {
            throw unknown();
        }
        requireWithin(history.head(), wanted.reach(), "atPosition");
        return requireNonNull(transaction.execute(status -> {
            catalogue.lock(wanted.projection().name());
            return upToDate(wanted).orElseGet(() -> {
                if (cuts.building() >= MOST_WAITING) {
                    throw Refusal.unavailable(
                            "CUTS_BUSY",
                            "%d views of the past are being built already. Try again shortly.".formatted(MOST_WAITING));
                }
                return catalogue.create(wanted.projection(), State.BUILDING, wanted.reach(), wanted.cut());
            });
        }));
    }

    /** @throws Refusal 400 {@code POSITION_BEYOND_LOG} */
    public static void requireWithin(long head, long position, String pointer) {
        if (position > head) {
            throw Refusal.badRequest(
                    "POSITION_BEYOND_LOG",
                    String.format(Locale.ROOT, "The log ends at position %d: ask for one up to there.", head),
                    pointer);
        }
    }

    /** Notes that somebody reads in it, once a minute. */
    void used(Generation generation) {
        Instant last = generation.usedAt();
        if (last != null && last.isBefore(clock.instant().minus(USE))) {
            cuts.use(generation);
        }
    }
}
