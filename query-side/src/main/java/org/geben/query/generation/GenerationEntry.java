package org.geben.query.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.geben.query.Cut;
import org.geben.query.generation.Generation.Lacking;
import org.geben.query.generation.Generation.Run;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A generation as the catalogue shows it.
 *
 * @param held whether it is only kept ready when it is built, until it is promoted
 * @param target where the log ended when the building began
 * @param bytes of its tables and their indexes on the disk
 * @param progress of its folding and then of its keys and indexes, 0 to 1; null unless it is being built or verifies another
 * @param secondsLeft until it is ready, if it goes on as it goes since it was last begun or resumed; null unless it is under way
 * @param cut where the past ends that it shows; null for one that follows the log, or is to take such a one's place
 * @param usedAt when somebody last read in it, to the minute; null unless it has a cut
 * @param rules the rules of scoring that it is folded under, complete; null for those that are published
 * @param rulesVersion the newest published rules that it knows, 0 before there are any; null where nothing is scored, under
 *     rules of its own, and while it is not ready
 * @param incomplete what it does not hold of what it has come past; null when it holds everything
 * @param tables their rows and checksums when it was last verified; empty in a list, and where it never was
 */
public record GenerationEntry(
        long id,
        String name,
        String projection,
        int version,
        State state,
        boolean held,
        long position,
        long target,
        long events,
        long bytes,
        @Nullable Double progress,
        @Nullable Long secondsLeft,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<ComparedTable> tables,
        @Nullable String failure,
        @Nullable Shown cut,
        @Nullable Instant usedAt,
        @Nullable JsonNode rules,
        @Nullable Long rulesVersion,
        @Nullable Incomplete incomplete) {

    /** A cut: the last position, or the last moment, that belongs to it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shown(@Nullable Long position, @Nullable Instant occurredAt) {
        private static @Nullable Shown of(@Nullable Cut cut) {
            return switch (cut) {
                case null -> null;
                case Cut.ByPosition by -> new Shown(by.position(), null);
                case Cut.ByTime by -> new Shown(null, by.moment());
            };
        }
    }

    public GenerationEntry {
        tables = List.copyOf(tables);
    }

    static GenerationEntry of(
            Generation generation, long bytes, @Nullable Long rulesVersion, List<ComparedTable> tables, Instant now) {
        return new GenerationEntry(
                generation.id(),
                generation.name(),
                generation.projection(),
                generation.version(),
                generation.state(),
                generation.held(),
                generation.position(),
                generation.target(),
                generation.events(),
                bytes,
                progress(generation),
                left(generation, now),
                generation.createdAt(),
                generation.startedAt(),
                generation.finishedAt(),
                tables,
                generation.failure(),
                Shown.of(generation.cut()),
                generation.usedAt(),
                generation.rules(),
                rulesVersion,
                generation.incomplete().unlessNothing());
    }

    static @Nullable Double progress(Generation generation) {
        if (generation.state() != State.BUILDING && generation.state() != State.VERIFYING) {
            return null;
        }
        Lacking lacking = generation.lacking();
        return progress(generation, generation.position(), lacking == null ? 0 : lacking.left());
    }

    /** To make keys and indexes takes about as long as all before. */
    private static double progress(Generation generation, long position, int left) {
        double folded = generation.target() == 0 ? 1 : Math.min(1.0, (double) position / generation.target());
        Lacking lacking = generation.lacking();
        return lacking == null ? folded : (folded + 1 - (double) left / lacking.all()) / 2;
    }

    static @Nullable Long left(Generation generation, Instant now) {
        Run run = generation.run();
        Double progress = progress(generation);
        if (run == null || progress == null) {
            return null;
        }
        Lacking lacking = generation.lacking();
        double done = progress - progress(generation, run.from(), lacking == null ? 0 : lacking.all());
        double elapsed = Math.max(0, Duration.between(run.since(), now).toMillis() / 1e3);
        return done <= 0 ? null : Math.round(elapsed * (1 - progress) / done);
    }
}
