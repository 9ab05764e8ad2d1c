package org.geben.benchmarks.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.geben.benchmarks.DurableDatabase;

/** Follows the log in a process of its own until it is sent a line, and then tells when it saw each letter. */
final class FollowerProcess {
    private static final String READY = "ready";

    private FollowerProcess() {}

    /** @param arguments the name of the contender, and the database's address */
    public static void main(String... arguments) throws IOException {
        try (Contender contender = Contender.named(arguments[0], DurableDatabase.at(arguments[1]));
                Followed followed = Followed.by(contender.store())) {
            System.out.println(READY);
            System.in.read();
            StringBuilder all = new StringBuilder();
            followed.seen()
                    .forEach((letter, at) ->
                            all.append(letter).append(' ').append(at).append('\n'));
            System.out.print(all);
            System.out.flush();
        }
    }

    static Process start(String contender, String url) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-Daxoniq.update-checker.disabled=true",
                        "-Ddisable-axoniq-console-message=true",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        FollowerProcess.class.getName(),
                        contender,
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = output(process);
        String line = output.readLine();
        while (!READY.equals(line)) {
            if (line == null) {
                throw new IllegalStateException("The following process did not start");
            }
            line = output.readLine();
        }
        return process;
    }

    static Map<String, Long> stop(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        Map<String, Long> seen = new HashMap<>();
        output(process)
                .lines()
                .map(line -> line.split(" "))
                .filter(line -> line.length == 2)
                .forEach(line -> {
                    seen.put(line[0], Long.valueOf(line[1]));
                });
        return seen;
    }

    private static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }
}
