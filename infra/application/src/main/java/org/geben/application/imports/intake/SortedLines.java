package org.geben.application.imports.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.code.externalsorting.ExternalSort;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Lines that go in in any order and come out sorted, by way of the disk: whatever their number, memory holds one block
 * of them. That is what lets an import of any size be sent in the order in which things happened.
 */
public final class SortedLines implements Closeable {

    private static final long BLOCK_BYTES =
            Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

    private final Path directory;
    private final String name;
    private final Path unsorted;
    private final BufferedWriter writer;
    private long count;

    SortedLines(Path directory, String name) throws IOException {
        this.directory = directory;
        this.name = name;
        this.unsorted = directory.resolve(name + ".lines");
        this.writer = Files.newBufferedWriter(unsorted, UTF_8);
    }

    /** @param line without line breaks, and valid Unicode */
    public void add(String line) throws IOException {
        writer.write(line);
        writer.write('\n');
        count++;
    }

    public long count() {
        return count;
    }

    /** What reads the sorted lines, once. */
    @FunctionalInterface
    public interface Consumer {
        void read(Iterator<String> lines) throws IOException;
    }

    /** Ends the adding. The lines are in the order of {@link String#compareTo}. */
    public void sorted(Consumer reader) throws IOException {
        writer.close();
        Path sorted = directory.resolve(name + ".sorted");
        sort(sorted);
        Files.delete(unsorted);
        new LineFile(sorted).read(lines -> {
            reader.read(lines);
            return 0;
        });
    }

    private void sort(Path sorted) throws IOException {
        Comparator<String> order = Comparator.naturalOrder();
        try (BufferedReader reader = Files.newBufferedReader(unsorted, UTF_8)) {
            List<File> blocks = ExternalSort.sortInBatch(
                    reader,
                    Files.size(unsorted),
                    order,
                    ExternalSort.DEFAULTMAXTEMPFILES,
                    BLOCK_BYTES,
                    UTF_8,
                    directory.toFile(),
                    false,
                    0,
                    false,
                    false);
            ExternalSort.mergeSortedFiles(blocks, sorted.toFile(), order, UTF_8, false, false, false);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
