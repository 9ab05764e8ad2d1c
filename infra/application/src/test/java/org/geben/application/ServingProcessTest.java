package org.geben.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingProcessTest {

    @TempDir
    Path data;

    @Test
    void saysWhereToLookNextAndStopsItsDatabaseWhenTerminated() throws Exception {
        List<String> first = serveUntilReadyThenTerminate();
        String key = Files.readString(data.resolve("admin.key")).strip();
        assertThat(first)
                .anyMatch(line -> line.contains("fsync=on, synchronous_commit=on"))
                .anyMatch(line -> line.contains("/swagger-ui.html"))
                .anyMatch(line -> line.contains(key));

        assertThat(serveUntilReadyThenTerminate())
                .noneMatch(line -> line.contains(key))
                .anyMatch(line -> line.contains("admin.key"));
    }

    @Test
    void writesNothingButJsonIfToldTo() throws Exception {
        Process process = start("--logging.structured.format.console=ecs", "--spring.main.banner-mode=off");
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.contains("Started Geben")) {
                    // Process.destroy() would close the stream that is being read.
                    process.toHandle().destroy();
                }
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(lines).isNotEmpty().allMatch(line -> line.startsWith("{\"@timestamp\""));
    }

    private List<String> serveUntilReadyThenTerminate() throws Exception {
        Process process = start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.contains("geben help")) {
                    // Process.destroy() would close the stream that is being read.
                    process.toHandle().destroy();
                }
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(() -> String.join("\n", lines)).isEqualTo(128 + 15);
        assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
        return lines;
    }

    private Process start(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Geben.class.getName(),
                "serve",
                "--server.port=0",
                "--geben.data-dir=" + data));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
