package org.geben.query.generation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.Cut;
import org.jspecify.annotations.Nullable;

/** A generation on its way to its cut: of the log only what belongs to that is folded. For one thread. */
final class CutBuild {
    private final Build build;
    private final Cut cut;
    private final History history;
    private long read;
    private long unstored;
    private long lastFolded;
    private @Nullable Long firstLeftOut;
    private @Nullable Instant latest;

    CutBuild(Build build, Cut cut, CutCatalogue cuts, History history) {
        this.build = build;
        this.cut = cut;
        this.history = history;
        this.read = build.position();
        build.alongside(() -> cuts.remember(build.generation(), lastFolded, firstLeftOut, latest));
    }

    /**
     * Folds what belongs to it, as far as the position.
     *
     * @throws CancellationException if the thread is interrupted; whoever comes next goes on about there
     */
    void catchUpTo(long wanted) {
        if (read >= wanted) {
            return;
        }
        try (History.Replay replay = history.after(read)) {
            while (read < wanted && replay.hasNext()) {
                build.stopIfInterrupted();
                fold(replay.next());
                if (unstored >= Builder.EVENTS_AT_ONCE) {
                    store(read);
                }
            }
        }
        // The log may end with events that upcasters leave out: a reader who waits for their position is served.
        store(wanted);
    }

    private void fold(List<TrackedEventMessage<?>> events) {
        List<TrackedEventMessage<?>> belonging =
                events.stream().filter(event -> Build.belongs(event, cut)).toList();
        for (TrackedEventMessage<?> event : belonging) {
            lastFolded = Fold.position(event);
            Instant at = event.getTimestamp().truncatedTo(ChronoUnit.MICROS);
            latest = latest == null || at.isAfter(latest) ? at : latest;
        }
        if (firstLeftOut == null && belonging.size() < events.size()) {
            firstLeftOut = events.stream()
                    .filter(event -> !Build.belongs(event, cut))
                    .findFirst()
                    .map(Fold::position)
                    .orElse(null);
        }
        build.fold(belonging);
        read = Fold.position(events.getLast());
        unstored += events.size();
    }

    private void store(long upTo) {
        build.store();
        if (cut instanceof Cut.ByTime) {
            build.skipTo(upTo);
        }
        unstored = 0;
    }
}
