package org.geben.query.generation;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One generation on its way to where the log ends. Each call folds many events in one transaction with the position that
 * they reach, so whoever goes on after an interruption begins where it was left. For one thread at a time.
 */
final class Build {
    private final Generation generation;
    private final Projection<?> projection;
    private final Handlers handlers;
    private final Catalogue catalogue;
    private final History history;
    private final TransactionTemplate transaction;
    private long position;

    Build(
            Generation generation,
            Projection<?> projection,
            Catalogue catalogue,
            History history,
            TransactionTemplate transaction) {
        this.generation = generation;
        this.projection = projection;
        this.handlers = new Handlers(projection);
        this.catalogue = catalogue;
        this.history = history;
        this.transaction = transaction;
        this.position = generation.position();
    }

    /** As it was when this process began to build it. */
    Generation generation() {
        return generation;
    }

    /** Of the last event in it. */
    long position() {
        return position;
    }

    /**
     * Folds those events that are not in it yet.
     *
     * @throws Unfoldable if a handler fails on one; nothing of the call is folded then
     */
    void fold(List<TrackedEventMessage<?>> events) {
        Batch batch = handlers.batch();
        long reached = position;
        long folded = 0;
        for (TrackedEventMessage<?> event : events) {
            long next = Fold.position(event);
            if (next > reached) {
                handle(event, next, batch);
                reached = next;
                folded++;
            }
        }
        if (folded > 0) {
            write(batch, reached, folded);
        }
    }

    private void handle(TrackedEventMessage<?> event, long at, Batch batch) {
        try {
            handlers.handle(event, batch);
        } catch (Exception e) {
            throw new Unfoldable(
                    "%s cannot fold the event %s at position %d: %s"
                            .formatted(projection.name(), event.getIdentifier(), at, e.getMessage()),
                    e);
        }
    }

    private void write(Batch batch, long reached, long folded) {
        transaction.executeWithoutResult(status -> {
            if (!catalogue.build(generation, position, reached, folded)) {
                throw new IllegalStateException(
                        "The generation %s is no longer built by this process.".formatted(generation.name()));
            }
            catalogue.flush(batch, generation);
        });
        position = reached;
    }

    /** Folds what the log has behind the position, up to another one or somewhat further. */
    void catchUpTo(long wanted) {
        if (position < wanted) {
            try (History.Replay replay = history.after(position)) {
                while (position < wanted && replay.hasNext()) {
                    fold(replay.next());
                }
            }
        }
    }

    /** Adds the indexes that its handlers do not need, and has the tables looked at for plans. */
    void index() {
        transaction.executeWithoutResult(status -> {
            catalogue.index(generation, projection);
            catalogue.analyze(generation);
        });
    }
}
