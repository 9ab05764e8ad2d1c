package org.geben.application.generations;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.geben.query.generation.GenerationEntry;
import org.geben.query.generation.Incomplete;
import org.springframework.util.unit.DataSize;

/** Generations, one a line. */
record GenerationTable(List<GenerationEntry> generations) {
    private static final String LINE = "%-4s %-14s %-7s %-15s %14s %14s %10s  %-20s  %s%n";

    void print(PrintWriter out) {
        out.printf(LINE, "ID", "VIEW", "VERSION", "STATE", "POSITION", "EVENTS", "SIZE", "SINCE", "KEPT");
        for (GenerationEntry generation : generations) {
            out.printf(
                    LINE,
                    generation.id(),
                    generation.projection(),
                    generation.version(),
                    state(generation),
                    "%,d".formatted(generation.position()),
                    "%,d".formatted(generation.events()),
                    size(generation.bytes()),
                    since(generation),
                    kept(generation));
            if (generation.rules() != null) {
                out.printf("     under rules of its own: see generations diff %d%n", generation.id());
            }
            Incomplete incomplete = generation.incomplete();
            if (incomplete != null) {
                out.printf(
                        "     %,d parked, %,d late, %,d skipped: see dead-letters list %s%n",
                        incomplete.parked(), incomplete.late(), incomplete.skipped(), generation.projection());
            }
            if (generation.failure() != null) {
                out.println("     " + generation.failure());
            }
        }
        out.flush();
    }

    private static String state(GenerationEntry generation) {
        return Optional.ofNullable(generation.progress())
                .map(progress -> "%s %d%%".formatted(generation.state(), Math.round(progress * 100)))
                .orElse(generation.state().toString());
    }

    private static String size(long bytes) {
        long megabytes = DataSize.ofBytes(bytes).toMegabytes();
        return megabytes > 0
                ? "%,d MB".formatted(megabytes)
                : "%,d kB".formatted(DataSize.ofBytes(bytes).toKilobytes());
    }

    /** What for, unless it follows the log or is to. */
    private static String kept(GenerationEntry generation) {
        GenerationEntry.Shown cut = generation.cut();
        if (cut == null) {
            return generation.held() ? "held" : "";
        }
        return "@" + (cut.position() == null ? cut.occurredAt() : cut.position());
    }

    private static Instant since(GenerationEntry generation) {
        return Objects.requireNonNullElse(generation.finishedAt(), generation.createdAt())
                .truncatedTo(ChronoUnit.SECONDS);
    }
}
