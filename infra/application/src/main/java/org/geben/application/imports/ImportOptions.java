package org.geben.application.imports;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.geben.application.imports.intake.Export;
import org.geben.application.imports.intake.ImportRun;
import org.geben.application.imports.intake.UnusableExport;
import org.geben.application.process.CannotStart;
import org.geben.application.process.ExitCode;
import org.geben.application.recording.Recorder;
import org.geben.application.recording.Report;
import org.geben.application.recording.ReportFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What every import is asked, and how every import ends. */
final class ImportOptions {

    @Parameters(paramLabel = "DIR", description = "The directory into which the export is unpacked.")
    private Path directory = Path.of("");

    @Option(
            names = "--source",
            paramLabel = "NAME",
            converter = SourceName.class,
            description = {
                "Names this community among the imported ones (default: the directory's name).",
                "All ids follow from it: repeat an import under the same name."
            })
    private @Nullable String source;

    @Option(names = "--strict", description = "Exit with 3 if anything could not be read.")
    private boolean strict;

    @Option(names = "--report", paramLabel = "FILE", description = "Also writes the closing report as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = {
                "Where records wait until they are sorted (default: ${sys:java.io.tmpdir});",
                "takes about three times the size of the export."
            })
    private Path temporary = Path.of(System.getProperty("java.io.tmpdir"));

    ExitCode run(Function<Path, Export> exports, Supplier<Recorder> recorders, PrintWriter out) {
        try {
            Report outcome = new ImportRun(recorders, temporary, out).run(exports.apply(directory), source());
            outcome.print(out);
            if (report != null) {
                ReportFile.write(outcome, report);
            }
            return strict && outcome.hasProblems() ? ExitCode.BAD_INPUT : ExitCode.OK;
        } catch (UnusableExport unusable) {
            throw new CannotStart(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException e) {
            throw new CannotStart(
                    "The import stopped (%s): make sure that the export can be read and that there is room in %s, and run it again; nothing is imported twice."
                            .formatted(e.getMessage(), temporary),
                    e);
        }
    }

    private String source() {
        if (source != null) {
            return source;
        }
        String name = Optional.ofNullable(directory.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("export");
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-");
        return plain.substring(0, Math.min(plain.length(), 100));
    }

    static final class SourceName implements ITypeConverter<String> {
        @Override
        public String convert(String name) {
            if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
                throw new TypeConversionException("it takes 1 to 100 letters, digits, dots, hyphens and underscores");
            }
            return name;
        }
    }
}
