package org.geben.query.generation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.Cut;
import org.jspecify.annotations.Nullable;

/** A generation on its way to its cut: of the log only what belongs to that is folded. For one thread. */
final class CutBuild {
    private final Build build;
    private final Cut cut;
    private final History history;
    private final Consumer<Runnable> pace;
    private final int eventsAtOnce;
    private long read;
    private long unstored;
    private long lastFolded;
    private @Nullable Long firstLeftOut;
    private @Nullable Instant latest;

    /** @param pace runs each step as soon as that is bearable for others */
    CutBuild(Build build, Cut cut, CutCatalogue cuts, History history, Consumer<Runnable> pace, int eventsAtOnce) {
        this.build = build;
        this.cut = cut;
        this.history = history;
        this.pace = pace;
        this.eventsAtOnce = eventsAtOnce;
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
                List<TrackedEventMessage<?>> page = replay.next();
                pace.accept(() -> fold(page));
            }
        }
        // The log may end with events that upcasters leave out: a reader who waits for their position is served.
        pace.accept(() -> store(wanted));
    }

    void settle() {
        build.settle(pace);
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
        if (unstored >= eventsAtOnce) {
            store(read);
        }
    }

    private void store(long upTo) {
        build.store();
        if (cut instanceof Cut.ByTime) {
            build.skipTo(upTo);
        }
        unstored = 0;
    }
}
