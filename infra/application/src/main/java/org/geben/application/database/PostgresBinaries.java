package org.geben.application.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.geben.application.process.CannotStart;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path once per version. They are kept beside the data and not in the
 * directory for temporary files, which is swept under running servers and shared with other users.
 */
final class PostgresBinaries {

    /** The major version of the artifacts in the build; data directories of another one cannot be opened. */
    static final String MAJOR_VERSION = "18";

    private static final String DRAFT = "unpacking-";

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    static PostgresBinaries unpack(Path directory) {
        try {
            byte[] archive = archive();
            Path home = directory.resolve("postgresql-" + digest(archive));
            if (!Files.isDirectory(home)) {
                Files.createDirectories(directory);
                removeAbandonedDrafts(directory);
                Path draft = Files.createTempDirectory(directory, DRAFT);
                unpack(archive, draft);
                putInPlace(draft, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new CannotStart(
                    "The embedded PostgreSQL cannot be unpacked into %s (%s): make room there, or name a database with --spring.datasource.url=URL."
                            .formatted(directory, e.getMessage()),
                    e);
        }
    }

    /** What a run of one of the programs came to. */
    record Outcome(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    Outcome run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it does not look like root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin")
                .resolve(windows() ? program + ".exe" : program)
                .toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        Process process = builder.start();
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), Charset.defaultCharset());
            return new Outcome(process.waitFor(), text.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for PostgreSQL.", e);
        }
    }

    private static byte[] archive() throws IOException {
        String machine = System.getProperty("os.arch");
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system(), "amd64".equals(machine) ? "x86_64" : machine)) {
            return archive.readAllBytes();
        } catch (IllegalStateException e) {
            throw new CannotStart(
                    "This build brings no PostgreSQL for %s on %s: build it there (or with -Pevery-platform), or name a database with --spring.datasource.url=URL."
                            .formatted(system(), machine),
                    e);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream entries = new TarArchiveInputStream(
                new XZInputStream(new BufferedInputStream(new ByteArrayInputStream(archive))))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(entries, file);
                    if ((entry.getMode() & 0100) != 0) {
                        file.toFile().setExecutable(true, false);
                    }
                }
            }
        }
    }

    private static void removeAbandonedDrafts(Path directory) throws IOException {
        Instant abandoned = Instant.now().minus(Duration.ofHours(1));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(DRAFT)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(abandoned)) {
                    FileSystemUtils.deleteRecursively(file);
                }
            }
        }
    }

    private static void putInPlace(Path draft, Path home) throws IOException {
        try {
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            FileSystemUtils.deleteRecursively(draft);
            if (!Files.isDirectory(home)) {
                throw e;
            }
            // Another process was quicker; its copy is the same.
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "Windows" : name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static boolean windows() {
        return system().equals("Windows");
    }
}
