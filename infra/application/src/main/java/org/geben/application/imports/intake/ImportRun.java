package org.geben.application.imports.intake;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Supplier;
import org.geben.application.recording.Entry;
import org.geben.application.recording.Progress;
import org.geben.application.recording.Recorder;
import org.geben.application.recording.Report;
import org.geben.application.recording.Sender;
import org.geben.application.recording.Tally;
import org.springframework.util.FileSystemUtils;

/**
 * Imports an export: reads all of it, sorts it by time, sends it. What is refused because something that it speaks of is
 * not there yet is sent again after the rest, as long as that gets any of it in: sources are not free of posts that are
 * older than their author's account.
 *
 * <p>An import that was interrupted is finished by running it again; every command that it sends is harmless to repeat.
 */
public final class ImportRun {

    private final Supplier<Recorder> recorders;
    private final Path temporary;
    private final PrintWriter out;

    /**
     * @param recorders opened when everything has been read
     * @param temporary where records wait; holds about as much as the export
     * @param out told about the progress
     */
    public ImportRun(Supplier<Recorder> recorders, Path temporary, PrintWriter out) {
        this.recorders = recorders;
        this.temporary = temporary;
        this.out = out;
    }

    /**
     * @param name of this export among those of its system
     * @throws UnusableExport if nothing could be imported at all
     */
    public Report run(Export export, String name) throws IOException {
        String source = "import:%s:%s".formatted(export.system(), name);
        Path directory = WorkDirectory.open(temporary);
        try (SortedLines spool = new SortedLines(directory, "records")) {
            Tally tally = new Tally();
            long started = System.nanoTime();
            out.printf("%s: reading%n", source);
            export.readInto(new Intake(source, tally, spool, other -> new SortedLines(directory, other)));
            long read = System.nanoTime();
            out.printf("%s: %,d records read, sending them%n", source, spool.count());
            try (Recorder recorder = recorders.get();
                    Progress progress = Progress.of("importing", spool.count(), out)) {
                long opened = System.nanoTime();
                Sender sender = new Sender(
                        recorder,
                        tally,
                        progress,
                        source,
                        UuidCreator.getTimeOrderedEpoch().toString());
                sendAll(spool, sender, directory);
                return tally.report(source, seconds(started, read), seconds(opened, System.nanoTime()));
            }
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static void sendAll(SortedLines spool, Sender sender, Path directory) throws IOException {
        LineFile waiting = new LineFile(directory.resolve("waiting"));
        spool.sorted(lines -> send(lines, sender, waiting));
        LineFile before = waiting;
        boolean moved = true;
        for (int pass = 1; moved && !before.isEmpty(); pass++) {
            LineFile after = new LineFile(directory.resolve("waiting-" + pass));
            moved = before.read(lines -> send(lines, sender, after)) > 0;
            before = after;
        }
        before.read(lines -> sender.send(entries(lines)));
    }

    private static long send(Iterator<String> lines, Sender sender, LineFile refused) throws IOException {
        try (BufferedWriter writer = refused.write()) {
            return sender.send(entries(lines), (entry, violation) -> {
                writer.write(EntryLines.line(entry, ""));
                writer.write('\n');
            });
        }
    }

    private static Iterator<Entry> entries(Iterator<String> lines) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public Entry next() {
                return EntryLines.entry(lines.next());
            }
        };
    }
}
