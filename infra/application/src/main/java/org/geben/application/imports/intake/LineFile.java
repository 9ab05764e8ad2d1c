package org.geben.application.imports.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** A file of lines that is written once, read once, and then gone. */
record LineFile(Path path) {

    @FunctionalInterface
    interface Reader {
        long read(Iterator<String> lines) throws IOException;
    }

    BufferedWriter write() throws IOException {
        return Files.newBufferedWriter(path, UTF_8);
    }

    boolean isEmpty() throws IOException {
        return Files.size(path) == 0;
    }

    /** What the reader answers. */
    long read(Reader reader) throws IOException {
        try (Stream<String> lines = Files.lines(path, UTF_8)) {
            return reader.read(lines.iterator());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.delete(path);
        }
    }
}
