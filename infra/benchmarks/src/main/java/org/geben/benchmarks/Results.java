package org.geben.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What a benchmark found: a table that is printed row by row, and a file of JSON with the circumstances. */
public final class Results {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final List<String> columns;
    private final Map<String, Object> circumstances = new LinkedHashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    /**
     * @param directory for the file
     * @param name of the file, without its ending
     */
    public Results(Path directory, String name, Map<String, ?> circumstances, String... columns) throws IOException {
        this.file = Files.createDirectories(directory).resolve(name + ".json");
        this.columns = List.of(columns);
        this.circumstances.put("measuredAt", Instant.now().toString());
        this.circumstances.put("processors", Runtime.getRuntime().availableProcessors());
        this.circumstances.put("heapBytes", Runtime.getRuntime().maxMemory());
        this.circumstances.put("java", Runtime.version().toString());
        this.circumstances.putAll(circumstances);
        System.out.println(this.circumstances);
        System.out.println();
        printRow(this.columns.stream());
        printRow(this.columns.stream().map(column -> "--:"));
    }

    /** @param values as many as there are columns: numbers, texts, {@link Spread}s */
    public void add(Object... values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), values[i]);
        }
        rows.add(row);
        printRow(Stream.of(values).map(Results::text));
    }

    public void write() throws IOException {
        Files.writeString(
                file,
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Map.of("circumstances", circumstances, "rows", rows)));
        System.out.println();
        System.out.println("Written to " + file);
    }

    private static void printRow(Stream<String> cells) {
        System.out.println(cells.collect(Collectors.joining(" | ", "| ", " |")));
    }

    private static String text(Object value) {
        return switch (value) {
            case Integer whole -> "%,d".formatted(whole);
            case Long whole -> "%,d".formatted(whole);
            case Double number -> "%.2f".formatted(number);
            default -> String.valueOf(value);
        };
    }
}
