package org.geben.application.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The process named by a cluster's {@code postmaster.pid}. After a crash of the machine that file is stale, and its
 * number may by now belong to any program: only a living PostgreSQL that was started for this very cluster counts.
 */
final class Postmaster {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    private Postmaster() {}

    static Path pidFile(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    static Optional<ProcessHandle> running(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(pidFile(cluster));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() < 3) {
            return Optional.empty();
        }
        long pid = number(lines.get(0));
        Instant startedAt = Instant.ofEpochSecond(number(lines.get(2)));
        return pid <= 0
                ? Optional.empty()
                : ProcessHandle.of(pid).filter(process -> serves(cluster, startedAt, process.info()));
    }

    private static boolean serves(Path cluster, Instant startedAt, ProcessHandle.Info process) {
        boolean postgres = process.command()
                .map(program -> Path.of(program).getFileName().toString())
                .filter(program -> program.equals("postgres") || program.equals("postgres.exe"))
                .isPresent();
        return postgres
                && process.arguments()
                        .map(arguments -> Arrays.stream(arguments).anyMatch(argument -> names(argument, cluster)))
                        // Not every system tells the arguments of a process, but each tells its age.
                        .orElseGet(() -> process.startInstant()
                                .filter(start ->
                                        Duration.between(start, startedAt).abs().compareTo(CLOCK_TOLERANCE) < 0)
                                .isPresent());
    }

    private static boolean names(String argument, Path cluster) {
        try {
            return Files.isSameFile(Path.of(argument), cluster);
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static long number(String line) {
        try {
            return Long.parseLong(line.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
