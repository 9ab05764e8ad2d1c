package org.geben.application.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what becomes of every record. Its size depends on the kinds of outcomes, never on the number of records. */
public final class Tally {

    private static final int PROBLEMS_KEPT = 20;

    private final Map<String, Counts> types = new LinkedHashMap<>();
    private final List<Report.Problem> problems = new ArrayList<>();
    private long problemCount;

    public void read(String type) {
        counts(type).read++;
    }

    public void imported(String type) {
        counts(type).imported++;
    }

    public void alreadyThere(String type) {
        counts(type).alreadyThere++;
    }

    /**
     * @param code stable name of the reason
     * @param sentence the reason in words
     * @param origin an example of it, as {@code file:line}
     */
    public void skipped(String type, String code, String sentence, String origin) {
        counts(type).skipped.computeIfAbsent(code, first -> new Skips(sentence, origin)).count++;
    }

    /** A record that cannot be read. */
    public void fault(String type, String file, long line, String sentence) {
        counts(type).errors++;
        problem(file, line, sentence);
    }

    /** Something wrong that is not a record, such as a file that ends too early. */
    public void problem(String file, long line, String sentence) {
        problemCount++;
        if (problems.size() < PROBLEMS_KEPT) {
            problems.add(new Report.Problem(file, line, sentence));
        }
    }

    /** How many records have been imported or found to be there already, so far. */
    public long settled() {
        return types.values().stream()
                .mapToLong(counts -> counts.imported + counts.alreadyThere)
                .sum();
    }

    public Report report(String source, double readingSeconds, double sendingSeconds) {
        List<Report.Line> lines = new ArrayList<>();
        types.forEach((type, counts) -> lines.add(counts.line(type)));
        return new Report(
                source,
                lines,
                new Report.Problems(problemCount, List.copyOf(problems)),
                readingSeconds,
                sendingSeconds);
    }

    private Counts counts(String type) {
        return types.computeIfAbsent(type, first -> new Counts());
    }

    private static final class Skips {
        private final String sentence;
        private final String firstOrigin;
        private long count;

        private Skips(String sentence, String firstOrigin) {
            this.sentence = sentence;
            this.firstOrigin = firstOrigin;
        }
    }

    private static final class Counts {
        private final Map<String, Skips> skipped = new TreeMap<>();
        private long read;
        private long imported;
        private long alreadyThere;
        private long errors;

        private Report.Line line(String type) {
            List<Report.Skipped> reasons = new ArrayList<>();
            skipped.forEach((code, skips) ->
                    reasons.add(new Report.Skipped(code, skips.sentence, skips.count, skips.firstOrigin)));
            return new Report.Line(type, read, imported, alreadyThere, reasons, errors);
        }
    }
}
