package org.geben.application.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geben.application.Geben;

/** Geben serving in a process of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern API = Pattern.compile("API\\s+(http://\\S+)/api/v1");
    private static final String KEY = "the-key-of-a-test-only-12345678901234567890";

    private final Process process;
    private final String base;

    private ServerProcess(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /** Returns when the server says that it is ready. */
    static ServerProcess start(Path data) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Geben.class.getName(),
                        "serve",
                        "--server.port=0",
                        "--geben.data-dir=" + data,
                        "--geben.admin-key=" + KEY)
                .redirectErrorStream(true)
                .start();
        List<String> output = new ArrayList<>();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.add(line);
            Matcher api = API.matcher(line);
            if (api.find()) {
                Thread.ofVirtual().start(() -> readOn(lines));
                return new ServerProcess(process, api.group(1));
            }
        }
        throw new IOException("The server did not start:\n" + String.join("\n", output));
    }

    private static void readOn(BufferedReader lines) {
        try {
            lines.lines().forEach(ignored -> {});
        } catch (UncheckedIOException killed) {
            // Thrown further, it would end whatever another test waits for.
        }
    }

    Api api() {
        return new Api(base + "/api/v1", KEY);
    }

    /** As by {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
