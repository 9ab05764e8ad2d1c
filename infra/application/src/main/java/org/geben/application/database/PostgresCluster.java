package org.geben.application.database;

import static java.nio.file.StandardOpenOption.READ;
import static java.util.Map.entry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geben.application.database.PostgresBinaries.Outcome;
import org.geben.application.process.CannotStart;
import org.geben.application.process.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The files of one embedded PostgreSQL and the server on top of them. Only the holder of the {@link OwnerLock} may use
 * it: that is why a server found running here can only be the orphan of an owner that was killed.
 */
final class PostgresCluster {

    static final String USER = "geben";

    private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);

    /** Recovery after a crash reads at most {@code max_wal_size} of log; this is ample for a slow disk. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final int PORT_ATTEMPTS = 3;

    /** Written once into the cluster's configuration file, where an operator may change it. */
    private static final Map<String, String> SMALL_MACHINE = Map.ofEntries(
            // A pool per process, and at most a handful of processes; every connection is a process of some megabytes.
            entry("max_connections", "76"),
            // What is folded all the time stays in it, so that nobody has to write pages out to make room. The cache of
            // the file system does the rest, and leaves the memory to others when they need it.
            entry("shared_buffers", "512MB"),
            // Imports write fast: fewer checkpoints, at the price of seconds of recovery after a crash.
            entry("max_wal_size", "2GB"),
            // Those who fill tables side by side would wait for one another at the log's few pages in memory.
            entry("wal_buffers", "16MB"),
            // The server notices in the middle of a long statement that its client was killed.
            entry("client_connection_check_interval", "2s"),
            // Failed statements are told to the client, which knows whether they matter; the log file has no rotation.
            entry("log_min_messages", "log"),
            entry("log_checkpoints", "off"),
            entry("timezone", "UTC"),
            entry("log_timezone", "UTC"));

    private final Path dataDirectory;
    private final Path directory;
    private final Path logFile;
    private final PostgresBinaries binaries;

    PostgresCluster(Path dataDirectory, PostgresBinaries binaries) {
        this.dataDirectory = dataDirectory;
        this.directory = directoryIn(dataDirectory);
        this.logFile = dataDirectory.resolve("postgresql.log");
        this.binaries = binaries;
    }

    /** Refuses a cluster of another major version before anything is touched. */
    static void checkVersion(Path dataDirectory) {
        Path directory = directoryIn(dataDirectory);
        try {
            Path versionFile = directory.resolve("PG_VERSION");
            String version =
                    Files.exists(versionFile) ? Files.readString(versionFile).strip() : "";
            if (Files.exists(directory) && !version.equals(PostgresBinaries.MAJOR_VERSION)) {
                throw new CannotStart(
                        ("The database in %s was made by %s, but this is PostgreSQL %s: start the Geben it was made with,"
                                        + " or choose another data directory with --geben.data-dir=DIR (nothing was changed).")
                                .formatted(
                                        directory,
                                        version.isEmpty() ? "something else than PostgreSQL" : "PostgreSQL " + version,
                                        PostgresBinaries.MAJOR_VERSION));
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "The database in %s cannot be read: check the permissions of its files.".formatted(directory), e);
        }
    }

    /**
     * Only the superuser's password opens the database: other users of the machine can reach its port too. It lives
     * inside the cluster, so that neither is copied or restored without the other.
     */
    static String password(Path dataDirectory) throws IOException {
        return SecretFile.read(directoryIn(dataDirectory).resolve("geben.password"));
    }

    /** Answers the port on the loopback interface, once connections are accepted there. */
    int start() throws IOException {
        if (!Files.exists(directory)) {
            initialise();
        }
        stopOrphan();
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Outcome start = binaries.run("pg_ctl", startArguments(port));
            if (start.succeeded()) {
                return port;
            }
            // Another program can take the port between our look and PostgreSQL's.
            if (attempt == PORT_ATTEMPTS || !lastLines().contains("could not bind")) {
                throw new CannotStart(
                        "The embedded PostgreSQL does not start: %s (see %s).".formatted(reason(lastLines()), logFile));
            }
        }
    }

    /** Checkpoints and stops; returns when the files are at rest. */
    void stop() throws IOException {
        Outcome fast = stop("fast");
        if (!fast.succeeded()) {
            log.warn("PostgreSQL takes long to stop, so it will recover at its next start: {}", fast.output());
            stop("immediate");
        }
    }

    private Outcome stop(String mode) throws IOException {
        return binaries.run(
                "pg_ctl",
                List.of("stop", "-D", directory.toString(), "-m", mode, "-w", "-t", "" + STOP_LIMIT.toSeconds()));
    }

    /**
     * Makes the files under another name and renames them when complete, so that a crash leaves no cluster or a whole
     * one. Each attempt has its own name, because the initdb of a killed process may still be writing.
     */
    private void initialise() throws IOException {
        removeDrafts();
        Path draft = Files.createTempDirectory(dataDirectory, "postgresql-initialising-");
        Path password = dataDirectory.resolve(draft.getFileName() + ".password");
        SecretFile.create(password, SecretFile.generate());
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                draft.toString(),
                "-U",
                USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The order of texts must not depend on the operating system's version.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        SMALL_MACHINE.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        Outcome initdb = binaries.run("initdb", arguments);
        if (!initdb.succeeded()) {
            throw new CannotStart(
                    initdb.output().contains("cannot be run as root")
                            ? "PostgreSQL refuses to run as root: start Geben as an ordinary user, or name a database with --spring.datasource.url=URL."
                            : "The embedded PostgreSQL cannot make its files in %s: %s"
                                    .formatted(dataDirectory, reason(initdb.output())));
        }
        Files.move(password, draft.resolve("geben.password"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
        force(dataDirectory);
    }

    private void stopOrphan() throws IOException {
        if (Postmaster.running(directory).isPresent()) {
            log.info("Taking over the database in {} from a process that was killed", directory);
            stop();
            if (Postmaster.running(directory).isPresent()) {
                throw new CannotStart(
                        "A PostgreSQL without owner still runs on %s and does not stop: end the process named in its postmaster.pid, then start again."
                                .formatted(directory));
            }
        } else {
            // PostgreSQL itself would mistake any living program of that number for a server. Its check of shared
            // memory still protects the files.
            Files.deleteIfExists(Postmaster.pidFile(directory));
        }
    }

    private List<String> startArguments(int port) {
        // Here, and not in the configuration file: what is durable, and who can reach it, is not up for change.
        String options =
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
                        .formatted(port);
        return List.of(
                "start",
                "-D",
                directory.toString(),
                "-l",
                logFile.toString(),
                "-o",
                options,
                "-w",
                "-t",
                "" + START_LIMIT.toSeconds());
    }

    private String lastLines() throws IOException {
        if (!Files.exists(logFile)) {
            return "";
        }
        List<String> lines = Files.readAllLines(logFile);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private void removeDrafts() throws IOException {
        try (Stream<Path> files = Files.list(dataDirectory)) {
            for (Path draft : files.filter(file -> file.getFileName().toString().startsWith("postgresql-initialising-"))
                    .toList()) {
                try {
                    FileSystemUtils.deleteRecursively(draft);
                } catch (IOException e) {
                    log.debug("{} is still being written to by the orphan of a killed process", draft, e);
                }
            }
        }
    }

    /** PostgreSQL's own words, without time and process. */
    private static String reason(String output) {
        return output.lines()
                .filter(line -> line.contains("error: ") || line.contains("FATAL: "))
                .reduce((earlier, later) -> later)
                .map(line -> line.replaceFirst(".*(error|FATAL): +", ""))
                .orElse(output);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Without it a power failure could undo the renaming, and with it hide everything stored since. */
    private static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        } catch (IOException e) {
            log.debug("This system keeps the entries of a directory by itself", e);
        }
    }

    private static Path directoryIn(Path dataDirectory) {
        return dataDirectory.resolve("postgresql");
    }
}
