package org.geben.application.imports.slack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geben.application.imports.intake.Intake;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file with one array of objects, read one object at a time. */
final class JsonArrayFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;
    private final String name;

    /** @param name for messages */
    JsonArrayFile(Path path, String name) {
        this.path = path;
        this.name = name;
    }

    /** Takes an element and says what is wrong with it, if anything. */
    @FunctionalInterface
    interface Reader {
        void read(Element element) throws MalformedElement, IOException;
    }

    /** The file is not JSON from some line on. */
    static final class Broken extends Exception {
        private final long line;

        private Broken(long line, String sentence) {
            super(sentence);
            this.line = line;
        }

        long line() {
            return line;
        }
    }

    /**
     * Reads every element; one that cannot be read is counted as an error of {@code type}, and the rest goes on.
     *
     * @throws Broken where the file cannot be read any further
     */
    void read(Intake intake, String type, Reader reader) throws IOException, Broken {
        try (InputStream file = Files.newInputStream(path);
                JsonParser parser = JSON.createParser(file)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new Broken(1, "The file must hold one JSON array.");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    throw new Broken(line(parser), "The file ends in the middle: it is truncated.");
                }
                long line = line(parser);
                JsonNode node = parser.readValueAsTree();
                read(intake, type, reader, new Element(name, line, node));
            }
            if (parser.nextToken() != null) {
                throw new Broken(line(parser), "There is more after the end of the array.");
            }
        } catch (JacksonIOException unreadable) {
            throw unreadable.getCause();
        } catch (JacksonException notJson) {
            long line =
                    notJson.getLocation() == null ? 0 : notJson.getLocation().getLineNr();
            throw new Broken(line, "The file is not JSON from here on, or ends in the middle.");
        }
    }

    private void read(Intake intake, String type, Reader reader, Element element) throws IOException {
        try {
            if (!element.node().isObject()) {
                throw new MalformedElement("This is not an object.");
            }
            reader.read(element);
        } catch (MalformedElement malformed) {
            intake.fault(type, name, element.line(), String.valueOf(malformed.getMessage()));
        }
    }

    private static long line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
