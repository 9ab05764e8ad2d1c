package org.geben.query.generation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.Cut;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** A generation on its way to its cut: of the log only what belongs to that is folded. For one thread. */
final class CutBuild {
    private final Build build;
    private final Cut cut;
    private final CutCatalogue cuts;
    private final History history;
    private final TransactionTemplate transaction;
    private long read;
    private long unstored;
    private long lastFolded;
    private @Nullable Long firstLeftOut;
    private @Nullable Instant latest;

    CutBuild(Build build, Cut cut, CutCatalogue cuts, History history, TransactionTemplate transaction) {
        this.build = build;
        this.cut = cut;
        this.cuts = cuts;
        this.history = history;
        this.transaction = transaction;
        this.read = build.position();
    }

    /**
     * Folds what belongs to it, as far as the position.
     *
     * @throws Unfoldable if a handler fails on an event
     * @throws CancellationException if the thread is interrupted; whoever comes next goes on about there
     */
    void catchUpTo(long wanted) {
        if (read >= wanted) {
            return;
        }
        try (History.Replay replay = history.after(read)) {
            while (read < wanted && replay.hasNext()) {
                fold(replay.next());
                if (unstored >= Builder.EVENTS_AT_ONCE) {
                    store();
                }
            }
        }
        store();
        if (cut instanceof Cut.ByTime) {
            // The log may end with events that upcasters leave out: a reader who waits for their position is served.
            build.skipTo(wanted);
        }
    }

    private void fold(List<TrackedEventMessage<?>> events) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The building of %s was interrupted."
                    .formatted(build.generation().name()));
        }
        List<TrackedEventMessage<?>> belonging =
                events.stream().filter(this::belongs).toList();
        build.fold(belonging);
        for (TrackedEventMessage<?> event : belonging) {
            lastFolded = Fold.position(event);
            Instant at = event.getTimestamp().truncatedTo(ChronoUnit.MICROS);
            latest = latest == null || at.isAfter(latest) ? at : latest;
        }
        if (firstLeftOut == null && belonging.size() < events.size()) {
            firstLeftOut = events.stream()
                    .filter(event -> !belongs(event))
                    .findFirst()
                    .map(Fold::position)
                    .orElse(null);
        }
        read = Fold.position(events.getLast());
        unstored += events.size();
    }

    private void store() {
        if (unstored > 0) {
            transaction.executeWithoutResult(status -> {
                build.store();
                if (cut instanceof Cut.ByTime) {
                    build.skipTo(read);
                }
                cuts.remember(build.generation(), lastFolded, firstLeftOut, latest);
            });
            unstored = 0;
        }
    }

    private boolean belongs(TrackedEventMessage<?> event) {
        return switch (cut) {
            case Cut.ByPosition by -> Fold.position(event) <= by.position();
            case Cut.ByTime by -> by.includes(event.getTimestamp());
        };
    }
}
