package org.geben.application.imports;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.geben.application.imports.intake.Export;
import org.geben.application.imports.intake.ImportRun;
import org.geben.application.recording.CommunityInMemory;
import org.geben.application.recording.Report;

/** Imports into a community in memory. */
public final class ImportTrial {

    private final CommunityInMemory community;
    private final Path temporary;

    public ImportTrial(CommunityInMemory community, Path temporary) {
        this.community = community;
        this.temporary = temporary;
    }

    public Report run(Export export) throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new ImportRun(() -> community, temporary, nowhere).run(export, "trial");
    }

    /** Records wait in the temporary directory only as long as the import runs. */
    public long leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.count();
        }
    }

    public static Report.Line line(Report report, String type) {
        return report.records().stream()
                .filter(line -> line.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No records of type " + type + " in " + report));
    }

    public static long skipped(Report report, String type, String reason) {
        return line(report, type).skipped().stream()
                .filter(skipped -> skipped.reason().equals(reason))
                .mapToLong(Report.Skipped::count)
                .sum();
    }

    public static String printed(Report report) {
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text));
        return text.toString();
    }
}
