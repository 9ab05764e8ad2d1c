package org.geben.application.imports.intake;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.geben.application.recording.Entry;
import org.geben.application.recording.Tally;

/**
 * Where an export puts its records: each is taken, skipped for a reason, or faulty, and is counted at that moment. What
 * is taken waits on disk until everything has been read, so that a fatal fault is found before anything is sent.
 */
public final class Intake {

    private static final int DIGITS = 20;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final String source;
    private final Tally tally;
    private final SortedLines spool;
    private final Spools spools;

    /** Makes further spools, for what must be brought together before it is a record. */
    @FunctionalInterface
    interface Spools {
        SortedLines open(String name) throws IOException;
    }

    Intake(String source, Tally tally, SortedLines spool, Spools spools) {
        this.source = source;
        this.tally = tally;
        this.spool = spool;
        this.spools = spools;
    }

    /** The name under which all ids of this import are made. */
    public String source() {
        return source;
    }

    /** @param orderOfSource sorts records of the same kind and instant; without tabs and line breaks */
    public void take(Entry entry, String orderOfSource) throws IOException {
        tally.read(entry.type());
        spool.add(EntryLines.line(entry, orderOfSource));
    }

    public void skip(String type, SkipReason reason, String origin) {
        tally.read(type);
        tally.skipped(type, reason.name(), reason.sentence(), origin);
    }

    /** A record that cannot be read. */
    public void fault(String type, String file, long line, String sentence) {
        tally.read(type);
        tally.fault(type, file, line, sentence);
    }

    /** Something wrong with a whole file. */
    public void problem(String file, long line, String sentence) {
        tally.problem(file, line, sentence);
    }

    /** The caller closes it. */
    public SortedLines openSpool(String name) throws IOException {
        return spools.open(name);
    }

    /** A time as text that sorts like the time. */
    public static String sortable(Instant instant) {
        return EntryLines.sortable(instant);
    }

    /** A number as text that sorts like the number, if it is not negative. */
    public static String sortable(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }

    /** Reads {@link #sortable(Instant)} back. */
    public static Instant instant(String sortable) {
        return EntryLines.instant(sortable);
    }

    /** Where a record was read, fit for a line of text. */
    public static String origin(String file, long line) {
        return CONTROL.matcher(file).replaceAll("?") + ":" + line;
    }

    /** Whether an import can take this for a time at which something happened. */
    public static boolean isPlausible(Instant instant) {
        return !instant.isBefore(Instant.EPOCH)
                && instant.isBefore(LATEST)
                && instant.equals(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
