package org.geben.application.imports.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Where the records of an import wait. Its name tells the process, so that what a killed one left behind, members' words
 * among it, does not stay for good: the next import removes it.
 */
final class WorkDirectory {

    private static final String PREFIX = "geben-import-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-.*");

    private WorkDirectory() {}

    /** @throws UnusableExport if there can be none */
    static Path open(Path parent) {
        try {
            Files.createDirectories(parent);
            removeOrphans(parent);
            return Files.createTempDirectory(
                    parent, PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UnusableExport(
                    "Records cannot be kept in %s while they are sorted: name another directory with --temp DIR."
                            .formatted(parent),
                    e);
        }
    }

    private static void removeOrphans(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            List<Path> orphans = entries.filter(WorkDirectory::isOrphan).toList();
            for (Path orphan : orphans) {
                FileSystemUtils.deleteRecursively(orphan);
            }
        }
    }

    private static boolean isOrphan(Path entry) {
        Matcher name = NAME.matcher(String.valueOf(entry.getFileName()));
        return name.matches()
                && Files.isWritable(entry)
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }
}
