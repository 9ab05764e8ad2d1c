package org.geben.query.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.Cut;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One generation on its way to where the log ends, or to its cut. Each call folds many events in one transaction with the
 * position that they reach, so whoever goes on after an interruption begins where it was left. Where that fails on an event,
 * what was not stored is read again, and what can be folded of it is. For one thread at a time.
 */
final class Build {
    private static final Logger log = LoggerFactory.getLogger(Build.class);

    /** Of the log, in memory: each is about a megabyte of it, or one event. */
    private static final int PAGES_AT_ONCE = 64;

    private final Generation generation;
    private final Projection<?> projection;
    private final Handlers handlers;
    private final Catalogue catalogue;
    private final History history;
    private final TransactionTemplate transaction;
    private final Division division;
    private final Gaps gaps;
    private Runnable alongside = () -> {};
    private @Nullable Filling filling;
    private @Nullable OpenBatch open;
    private long position;
    private long reached;
    private long unstored;
    private int pages;

    /** @param transaction within another one a part of it, see {@link Savepoints} */
    Build(
            Generation generation,
            Projection<?> projection,
            Catalogue catalogue,
            Letters letters,
            History history,
            TransactionTemplate transaction) {
        this.generation = generation;
        this.projection = projection;
        this.handlers = new Handlers(projection);
        this.catalogue = catalogue;
        this.history = history;
        this.transaction = transaction;
        this.division = new Division(generation, this::foldAndWrite, transaction);
        this.gaps = new Gaps(generation, letters);
        this.position = generation.position();
        this.reached = position;
        if (catalogue.schemas().isToBeFilled(generation)) {
            Filling begun = newFilling();
            transaction.executeWithoutResult(status -> begun.begin());
            filling = begun;
        }
    }

    private Filling newFilling() {
        return new Filling(generation, handlers, catalogue);
    }

    /** As it was when this process began to build it. */
    Generation generation() {
        return generation;
    }

    /** Of the last event that is stored in it. */
    long position() {
        return position;
    }

    /** What is to be done in each transaction that moves the position. */
    void alongside(Runnable step) {
        alongside = step;
    }

    /**
     * Folds those events that it has not got yet, in memory; {@link #store} writes them.
     *
     * @throws Unfoldable if a handler fails on one which it may not lack; it cannot go on then
     */
    void fold(List<TrackedEventMessage<?>> events) {
        try {
            for (TrackedEventMessage<?> event : events) {
                long next = Fold.position(event);
                if (next > reached) {
                    take(event, next, open());
                    reached = next;
                }
            }
            pages++;
        } catch (Exception e) {
            requirePoison(e);
            storeWhatIsPossible(Fold.position(events.getLast()));
        }
    }

    private void take(TrackedEventMessage<?> event, long at, OpenBatch batch) throws Exception {
        if (!gaps.has(event, at)) {
            handlers.handle(event, batch);
        }
        unstored++;
    }

    private OpenBatch open() {
        OpenBatch batch = open;
        if (batch == null) {
            batch = batch();
            open = batch;
            gaps.learn(position);
        }
        return batch;
    }

    private OpenBatch batch() {
        return filling == null ? handlers.open(catalogue.schemas().tables(generation)) : filling.batch();
    }

    private static void requirePoison(Exception failure) {
        boolean isAboutEvents = Poison.isIn(failure)
                && !(failure instanceof CancellationException
                        || failure instanceof Lost
                        || failure instanceof Unfoldable);
        if (!isAboutEvents) {
            throw Poison.unchecked(failure);
        }
    }

    /** Writes what was folded since the last time, with the position that it reaches. */
    void store() {
        if (reached > position) {
            try {
                transaction.executeWithoutResult(status -> store(open()));
                moved(reached);
            } catch (RuntimeException e) {
                requirePoison(e);
                storeWhatIsPossible(reached);
            }
        }
    }

    private void store(OpenBatch batch) {
        requireMine(catalogue.build(generation, position, reached, unstored));
        storeGaps();
        write(batch, unstored);
        alongside.run();
    }

    private void storeGaps() {
        if (!gaps.store()) {
            throw new DecidedMeanwhile();
        }
    }

    private void moved(long to) {
        position = to;
        reached = to;
        unstored = 0;
        pages = 0;
        open = null;
    }

    /** Writes what was folded since the last time, if these are so many events, or large ones. */
    void storeIfMany(long events) {
        if (unstored >= events || pages >= PAGES_AT_ONCE) {
            store();
        }
    }

    private void write(OpenBatch batch, long events) {
        if (filling == null) {
            catalogue.schemas().flush(batch, generation, events);
        } else {
            filling.copy();
        }
    }

    /** Reads again what is not stored, and leaves out what cannot be folded and may be lacking. */
    private void storeWhatIsPossible(long wanted) {
        while (position < wanted) {
            try {
                readAgain(wanted);
            } catch (DecidedMeanwhile e) {
                log.debug("{} is read again, since something was decided about its events", generation.name());
            }
        }
    }

    private void readAgain(long wanted) {
        transaction.executeWithoutResult(status -> {
            gaps.learn(position);
            requireMine(catalogue.build(generation, position, wanted, 0));
            unstored = 0;
            read(wanted, this::foldWhatIsPossible);
            storeGaps();
            requireMine(catalogue.build(generation, wanted, wanted, unstored));
            alongside.run();
        });
        begin();
        moved(wanted);
    }

    private void foldWhatIsPossible(List<TrackedEventMessage<?>> events) {
        List<LoggedEvent> due = new ArrayList<>();
        for (TrackedEventMessage<?> event : events) {
            long at = Fold.position(event);
            if (!gaps.has(event, at)) {
                due.add(new LoggedEvent(event, at));
            }
        }
        try {
            gaps.add(projection, division.possible(due, gaps.parked()));
        } catch (Exception e) {
            throw Poison.unchecked(e);
        }
        unstored += events.size();
    }

    private void foldAndWrite(List<LoggedEvent> events) throws Exception {
        begin();
        OpenBatch batch = batch();
        for (LoggedEvent event : events) {
            handlers.handle(event.event(), batch);
        }
        write(batch, events.size());
    }

    /** What was gathered and not written is forgotten. */
    private void begin() {
        if (filling != null) {
            filling = newFilling();
        }
        open = null;
    }

    private void requireMine(boolean asItWasLeft) {
        if (!asItWasLeft) {
            throw new Lost(generation);
        }
    }

    /** Moves over events that are not to be in it, when all others before them are stored. */
    void skipTo(long wanted) {
        if (wanted > position) {
            transaction.executeWithoutResult(status -> {
                requireMine(catalogue.build(generation, position, wanted, 0));
                alongside.run();
            });
            moved(wanted);
        }
    }

    /**
     * Folds what the log has behind the position and belongs to it, up to another one and no further.
     *
     * @throws CancellationException if the thread is interrupted; whoever comes next goes on there
     */
    void catchUpTo(long wanted) {
        catchUpTo(wanted, Runnable::run);
    }

    /** @param pace runs each step as soon as that is bearable for others */
    void catchUpTo(long wanted, Consumer<Runnable> pace) {
        if (position < wanted) {
            read(wanted, page -> {
                stopIfInterrupted();
                pace.accept(() -> {
                    fold(page);
                    store();
                });
            });
        }
    }

    /** Hands on, page by page, what the log has behind the position and belongs to it, up to another position. */
    private void read(long wanted, Consumer<List<TrackedEventMessage<?>>> pages) {
        try (History.Replay replay = history.after(position)) {
            for (long at = position; at < wanted && replay.hasNext(); ) {
                List<TrackedEventMessage<?>> page = replay.next();
                at = Fold.position(page.getLast());
                pages.accept(belonging(upTo(wanted, page)));
            }
        }
    }

    /** @throws CancellationException if the thread is interrupted */
    void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The building of %s was interrupted.".formatted(generation.name()));
        }
    }

    /** Those events of a page that are not behind the position. */
    static List<TrackedEventMessage<?>> upTo(long wanted, List<TrackedEventMessage<?>> page) {
        return Fold.position(page.getLast()) <= wanted
                ? page
                : page.stream().filter(event -> Fold.position(event) <= wanted).toList();
    }

    private List<TrackedEventMessage<?>> belonging(List<TrackedEventMessage<?>> events) {
        Cut cut = generation.cut();
        return cut == null
                ? events
                : events.stream().filter(event -> belongs(event, cut)).toList();
    }

    static boolean belongs(TrackedEventMessage<?> event, Cut cut) {
        return cut.includes(Fold.position(event), event.getTimestamp());
    }

    /** Within the transaction that puts it in its place: whether it still is where it was left, which stays so. */
    void requireMine() {
        requireMine(catalogue.holdBuilt(generation, position));
    }

    /** Has it built from the first event on, by whoever comes next. */
    void beginAnew() {
        catalogue.beginAnew(generation, projection, false);
    }

    /** How many keys and indexes it had yet to make when this process began, of which more take longer. */
    int lacking() {
        Generation.Lacking lacking = generation.lacking();
        return lacking == null ? 0 : lacking.left();
    }

    /**
     * Makes its tables ready to be read, when they have most of their events; those that follow are folded as they come.
     * What an interruption leaves of it is done by whoever goes on.
     */
    void settle() {
        settle(Runnable::run);
    }

    /** @param pace runs each step as soon as that is bearable for others */
    void settle(Consumer<Runnable> pace) {
        pace.accept(this::store);
        Filling filled = filling;
        if (filled != null) {
            try {
                filled.finish(step -> pace.accept(() -> inTransaction(step)));
                filling = null;
            } catch (RuntimeException e) {
                requirePoison(e);
                foldAnewInBatches(e, pace);
            }
        }
    }

    private void inTransaction(Runnable step) {
        transaction.executeWithoutResult(status -> {
            requireMine();
            step.run();
        });
    }

    /** Some event is in what all of them were gathered to, and a statement over that fails: batches tell which it is. */
    private void foldAnewInBatches(RuntimeException failure, Consumer<Runnable> pace) {
        log.warn(
                "{} is folded anew, to find the event that it fails on: {}",
                generation.name(),
                Poison.sentence(failure));
        log.debug("What it fails on", failure);
        long wanted = position;
        transaction.executeWithoutResult(status -> {
            requireMine();
            catalogue.beginAnew(generation, projection, true);
        });
        filling = null;
        moved(0);
        catchUpTo(wanted, pace);
        skipTo(wanted);
    }

    /** An operator has decided about an event that is left out; what is not stored is read again. */
    private static final class DecidedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
