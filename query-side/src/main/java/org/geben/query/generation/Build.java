package org.geben.query.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One generation on its way to where the log ends. Each call folds many events in one transaction with the position that
 * they reach, so whoever goes on after an interruption begins where it was left. For one thread at a time.
 */
final class Build {
    /** Of the log, in memory: each is about a megabyte of it, or one event. */
    private static final int PAGES_AT_ONCE = 64;

    private final Generation generation;
    private final Projection<?> projection;
    private final Handlers handlers;
    private final Catalogue catalogue;
    private final Letters letters;
    private final History history;
    private final TransactionTemplate transaction;
    private final List<Long> leftOut = new ArrayList<>();
    private Set<Long> skipped = Set.of();
    private @Nullable Filling filling;
    private @Nullable OpenBatch open;
    private long position;
    private long reached;
    private long unstored;
    private int pages;

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
        this.letters = letters;
        this.history = history;
        this.transaction = transaction;
        this.position = generation.position();
        this.reached = position;
        if (catalogue.schemas().isToBeFilled(generation)) {
            Filling begun = new Filling(generation, handlers, catalogue);
            transaction.executeWithoutResult(status -> begun.begin());
            filling = begun;
        }
    }

    /** As it was when this process began to build it. */
    Generation generation() {
        return generation;
    }

    /** Of the last event that is stored in it. */
    long position() {
        return position;
    }

    /**
     * Folds those events that it has not got yet, in memory; {@link #store} writes them. It leaves out what operators have
     * decided to leave out of the view.
     *
     * @throws Unfoldable if a handler fails on one; it cannot go on then
     */
    void fold(List<TrackedEventMessage<?>> events) {
        for (TrackedEventMessage<?> event : events) {
            long next = Fold.position(event);
            if (next > reached) {
                take(event, next, open());
                reached = next;
            }
        }
        pages++;
    }

    private void take(TrackedEventMessage<?> event, long at, OpenBatch batch) {
        if (skipped.contains(at)) {
            leftOut.add(at);
        } else {
            handle(event, at, batch);
            unstored++;
        }
    }

    private OpenBatch open() {
        OpenBatch batch = open;
        if (batch == null) {
            batch = filling == null ? handlers.open(catalogue.schemas().tables(generation)) : filling.batch();
            open = batch;
            skipped = letters.skipped(generation, position);
        }
        return batch;
    }

    private void handle(TrackedEventMessage<?> event, long at, OpenBatch batch) {
        try {
            handlers.handle(event, batch);
        } catch (Exception e) {
            if (e instanceof RuntimeException unchecked && !Poison.isIn(e)) {
                throw unchecked;
            }
            throw new Unfoldable(
                    "%s cannot fold the event %s at position %d: %s"
                            .formatted(projection.name(), event.getIdentifier(), at, e.getMessage()),
                    e);
        }
    }

    /** Writes what was folded since the last time, with the position that it reaches. */
    void store() {
        if (reached > position) {
            transaction.executeWithoutResult(status -> {
                requireMine(catalogue.build(generation, position, reached, unstored));
                letters.leaveOut(generation, leftOut);
                lastingly(position + 1, () -> write(open()));
            });
            position = reached;
            unstored = 0;
            pages = 0;
            leftOut.clear();
            open = null;
        }
    }

    /** Writes what was folded since the last time, if these are so many events, or large ones. */
    void storeIfMany(long events) {
        if (unstored >= events || pages >= PAGES_AT_ONCE) {
            store();
        }
    }

    private void write(OpenBatch batch) {
        if (filling == null) {
            catalogue.schemas().flush(batch, generation, unstored);
        } else {
            filling.copy();
        }
    }

    /** Tells of a failure that lasts which events have brought it about. */
    private void lastingly(long from, Runnable writing) {
        try {
            writing.run();
        } catch (CancellationException | Lost e) {
            throw e;
        } catch (RuntimeException e) {
            if (!Unfoldable.lasts(e) && !Poison.isIn(e)) {
                throw e;
            }
            throw new Unfoldable(
                    "%s cannot store what it has folded from position %d to %d: %s"
                            .formatted(projection.name(), from, reached, Unfoldable.sentence(e)),
                    e);
        }
    }

    private void requireMine(boolean asItWasLeft) {
        if (!asItWasLeft) {
            throw new Lost(generation);
        }
    }

    /** Moves over events that are not to be in it, when all others before them are stored. */
    void skipTo(long wanted) {
        if (wanted > position) {
            requireMine(catalogue.build(generation, position, wanted, 0));
            position = wanted;
            reached = wanted;
        }
    }

    /** Folds what the log has behind the position, up to another one and no further. */
    void catchUpTo(long wanted) {
        if (position < wanted) {
            try (History.Replay replay = history.after(position)) {
                while (position < wanted && replay.hasNext()) {
                    fold(upTo(wanted, replay.next()));
                    store();
                }
            }
        }
    }

    /** Those events of a page that are not behind the position. */
    static List<TrackedEventMessage<?>> upTo(long wanted, List<TrackedEventMessage<?>> page) {
        return Fold.position(page.getLast()) <= wanted
                ? page
                : page.stream().filter(event -> Fold.position(event) <= wanted).toList();
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
            filled.finish(step -> pace.accept(() -> inTransaction(() -> lastingly(1, step))));
            filling = null;
        }
    }

    private void inTransaction(Runnable step) {
        transaction.executeWithoutResult(status -> {
            requireMine(catalogue.holdBuilt(generation, position));
            step.run();
        });
    }
}
