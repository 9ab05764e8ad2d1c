package org.geben.application.imports;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real exports, kept beside the project and not in it; tests that need them are skipped where they are absent. */
public final class SharedData {

    private SharedData() {}

    public static Path directory(String name) {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("shared-kernel"))) {
            at = at.getParent();
        }
        Path data = at == null
                ? Path.of(name)
                : at.resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(data).as("real data set %s beside the project", name).isDirectory();
        return data;
    }
}
