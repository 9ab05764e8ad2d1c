package org.geben.application.imports;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Small hand-made exports with every quirk in them, copied so that a test may damage them. */
public final class Fixture {

    private Fixture() {}

    public static Path copy(String name, Path target) throws IOException {
        Path source = original(name);
        try (Stream<Path> paths = Files.walk(source)) {
            List<Path> all = paths.toList();
            for (Path path : all) {
                Path copy = target.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
        return target;
    }

    /** Puts one text in the place of another. */
    public static void damage(Path file, String text, String damaged) throws IOException {
        String content = Files.readString(file);
        if (!content.contains(text)) {
            throw new AssertionError("%s does not hold %s".formatted(file, text));
        }
        Files.writeString(file, content.replace(text, damaged));
    }

    private static Path original(String name) {
        try {
            return Path.of(Objects.requireNonNull(Fixture.class.getResource("/imports/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
