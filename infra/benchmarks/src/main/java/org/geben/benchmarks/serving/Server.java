package org.geben.benchmarks.serving;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geben.benchmarks.DurableDatabase;

/** The packaged application, serving from a database that has its log already. */
public final class Server implements AutoCloseable {
    private static final Pattern API = Pattern.compile("API\\s+(http://\\S+/api/v1)");
    private static final String KEY = "the-key-of-a-benchmark-only-1234567890";

    private final Process process;
    private final String base;

    private Server(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /** Returns when the server says where it listens; views may be missing still. */
    public static Server start(Path jar, Path directory, DurableDatabase database) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xms1g",
                        "-Xmx1g",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "serve",
                        "--server.port=0",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=postgres",
                        "--geben.data-dir=" + Files.createTempDirectory(directory, "server"),
                        "--geben.admin-key=" + KEY)
                .redirectErrorStream(true)
                .start();
        List<String> output = new ArrayList<>();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.add(line);
            Matcher api = API.matcher(line);
            if (api.find()) {
                Thread.ofVirtual().start(() -> tellTroubles(lines));
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
                return new Server(process, api.group(1));
            }
        }
        throw new IOException("The server did not start:\n" + String.join("\n", output));
    }

    private static void tellTroubles(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("WARN") || line.contains("ERROR")) {
                    System.err.println(line);
                }
            }
        } catch (IOException e) {
            System.err.println("The server says no more: " + e.getMessage());
        }
    }

    public Api api() {
        return new Api(base, KEY);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
