package org.geben.application.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sure that the data directory can be used, before anything is written into it. */
public final class DataDirectory {

    private DataDirectory() {}

    /**
     * Answers the absolute path of a writable directory, made if there was none.
     *
     * @throws CannotStart if there is something else of that name, or no permission
     */
    public static Path prepare(Path configured) {
        Path directory = configured.toAbsolutePath().normalize();
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new CannotStart(
                    "The data directory %s is not a directory: move that file away, or choose another with --geben.data-dir=DIR."
                            .formatted(directory));
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new CannotStart(
                    "The data directory %s cannot be made: check the permissions, or choose another with --geben.data-dir=DIR."
                            .formatted(directory),
                    e);
        }
        if (!Files.isWritable(directory)) {
            throw new CannotStart(
                    "The data directory %s cannot be written to: give %s write permission, or choose another with --geben.data-dir=DIR."
                            .formatted(directory, System.getProperty("user.name")));
        }
        return directory;
    }
}
