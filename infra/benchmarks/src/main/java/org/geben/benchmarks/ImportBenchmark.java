package org.geben.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports made-up question sites of growing size by the packaged application, each into an empty data directory, and
 * then once more. The time is that of the whole process, from its start to its end: JVM, database and report included.
 */
public final class ImportBenchmark {
    private static final int[] MEMBERS = {5_000, 20_000, 80_000};
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path jar;
    private final Path work;

    private ImportBenchmark(Path jar, Path work) {
        this.jar = jar;
        this.work = work;
    }

    /** @param arguments the packaged application, and the directory for data and the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path work = Files.createDirectories(Path.of(arguments[1]));
        ImportBenchmark benchmark =
                new ImportBenchmark(Path.of(arguments[0]).toAbsolutePath(), Files.createTempDirectory(work, "import"));
        Results results = new Results(
                work, "import", Map.of(), "records", "first run, s", "records/s", "again, s", "records/s (again)");
        for (int members : MEMBERS) {
            benchmark.measure(members, results);
        }
        results.write();
    }

    private void measure(int members, Results results) throws IOException, InterruptedException {
        QuestionSite site = new QuestionSite(members, 1);
        Path dump = Files.createDirectories(work.resolve("site-" + members));
        site.writeTo(dump);
        Path data = work.resolve("data-" + members);
        double first = seconds(run(dump, data, site.records()));
        double again = seconds(run(dump, data, 0));
        results.add(
                site.records(), first, Math.round(site.records() / first), again, Math.round(site.records() / again));
    }

    private Duration run(Path dump, Path data, int imported) throws IOException, InterruptedException {
        Path report = dump.resolve("report.json");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-jar",
                        jar.toString(),
                        "import",
                        "stackexchange",
                        dump.toString(),
                        "--report",
                        report.toString(),
                        "--geben.data-dir=" + data)
                .redirectErrorStream(true)
                .redirectOutput(dump.resolve("output.txt").toFile())
                .start();
        int exit = process.waitFor();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (exit != 0) {
            throw new IllegalStateException(
                    "The import ended with %d:%n%s".formatted(exit, Files.readString(dump.resolve("output.txt"))));
        }
        check(JSON.readTree(Files.readString(report)), imported);
        return took;
    }

    private static void check(JsonNode report, int expected) {
        int imported = 0;
        for (JsonNode count : report.findValues("imported")) {
            imported += count.asInt();
        }
        if (imported != expected) {
            throw new IllegalStateException("Imported %d records, not %d: %s".formatted(imported, expected, report));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
