package org.geben.query.generation;

import java.time.Duration;
import java.time.Instant;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;

/**
 * A generation as the catalogue shows it.
 *
 * @param progress of its building, 0 to 1; null unless it is being built
 * @param secondsLeft until it is ready, if it goes on as it has gone so far; null unless it is built and has begun
 */
record GenerationEntry(
        long id,
        String name,
        String projection,
        int version,
        State state,
        long position,
        long events,
        @Nullable Double progress,
        @Nullable Long secondsLeft,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure) {

    static GenerationEntry of(Generation generation, Instant now) {
        Double progress = progress(generation);
        return new GenerationEntry(
                generation.id(),
                generation.name(),
                generation.projection(),
                generation.version(),
                generation.state(),
                generation.position(),
                generation.events(),
                progress,
                left(progress, generation.startedAt(), now),
                generation.createdAt(),
                generation.startedAt(),
                generation.finishedAt(),
                generation.failure());
    }

    private static @Nullable Double progress(Generation generation) {
        if (generation.state() != State.BUILDING) {
            return null;
        }
        return generation.target() == 0 ? 1.0 : Math.min(1.0, (double) generation.position() / generation.target());
    }

    private static @Nullable Long left(@Nullable Double progress, @Nullable Instant started, Instant now) {
        if (progress == null || started == null || progress == 0) {
            return null;
        }
        double elapsed = Math.max(0, Duration.between(started, now).toMillis() / 1e3);
        return Math.round(elapsed * (1 - progress) / progress);
    }
}
