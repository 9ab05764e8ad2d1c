package org.geben.application.recording;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.PrintWriter;
import java.util.List;

/**
 * What a run has come to. Every record that was read is in exactly one of the columns of its line.
 *
 * @param source under which the events are recorded
 * @param readingSeconds for reading the input; 0 where there is none
 * @param sendingSeconds for sending the commands
 */
public record Report(
        String source, List<Line> records, Problems problems, double readingSeconds, double sendingSeconds) {

    public Report {
        records = List.copyOf(records);
    }

    /** @param type such as {@code posts} */
    public record Line(String type, long read, long imported, long alreadyThere, List<Skipped> skipped, long errors) {
        public Line {
            skipped = List.copyOf(skipped);
        }

        long skippedInAll() {
            return skipped.stream().mapToLong(Skipped::count).sum();
        }

        @JsonIgnore
        public boolean isBalanced() {
            return read == imported + alreadyThere + skippedInAll() + errors;
        }
    }

    /**
     * @param reason stable code
     * @param sentence the reason in words
     * @param first where the first of them was read, as {@code file:line}
     */
    public record Skipped(String reason, String sentence, long count, String first) {}

    /** @param first not more than the first few */
    public record Problems(long count, List<Problem> first) {}

    /** @param line from 1; 0 if the whole file is meant */
    public record Problem(String file, long line, String sentence) {
        @Override
        public String toString() {
            return line > 0 ? "%s:%d: %s".formatted(file, line, sentence) : "%s: %s".formatted(file, sentence);
        }
    }

    public boolean hasProblems() {
        return problems.count() > 0;
    }

    @JsonProperty
    public long recordsPerSecond() {
        double seconds = readingSeconds + sendingSeconds;
        return seconds > 0 ? Math.round(recordsRead() / seconds) : 0;
    }

    public void print(PrintWriter out) {
        out.printf("%-34s %10s %10s %14s %9s %8s%n", "", "read", "imported", "already there", "skipped", "errors");
        for (Line line : records) {
            out.printf(
                    "%-34s %,10d %,10d %,14d %,9d %,8d%n",
                    line.type(), line.read(), line.imported(), line.alreadyThere(), line.skippedInAll(), line.errors());
        }
        for (Line line : records) {
            for (Skipped skipped : line.skipped()) {
                out.printf(
                        "skipped %,d of %s: %s - %s%s%n",
                        skipped.count(),
                        line.type(),
                        skipped.reason(),
                        skipped.sentence(),
                        skipped.first().isEmpty() ? "" : " (first: %s)".formatted(skipped.first()));
            }
        }
        problems.first().forEach(problem -> out.println("error " + problem));
        long untold = problems.count() - problems.first().size();
        if (untold > 0) {
            out.printf("error … and %,d more%n", untold);
        }
        out.printf(
                "%s: %,d records in %.1f s (reading %.1f s, sending %.1f s), %,d records/s%n",
                source,
                recordsRead(),
                readingSeconds + sendingSeconds,
                readingSeconds,
                sendingSeconds,
                recordsPerSecond());
        out.flush();
    }

    private long recordsRead() {
        return records.stream().mapToLong(Line::read).sum();
    }
}
