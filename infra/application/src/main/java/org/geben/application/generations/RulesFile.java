package org.geben.application.generations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A document of weights as an operator keeps it. */
record RulesFile(Path path) {
    private static final int MOST_BYTES = 100_000;
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws Refusal 400 {@code RULES_MALFORMED} if it cannot be read, or is no JSON object */
    JsonNode read() {
        try (InputStream file = Files.newInputStream(path)) {
            byte[] text = file.readNBytes(MOST_BYTES + 1);
            if (text.length > MOST_BYTES) {
                throw refused("is too large for a document of weights: name another file");
            }
            JsonNode document = STRICT.readTree(text);
            if (!document.isObject()) {
                throw refused("holds no JSON object: write one such as {\"giving\": {\"reply\": 2}}");
            }
            return document;
        } catch (JacksonException malformed) {
            throw refused("holds no valid JSON%s: mend it".formatted(where(malformed.getLocation())));
        } catch (IOException unreadable) {
            throw refused("cannot be read: name a file that holds a document of weights");
        }
    }

    /** Unknown where a document is too deep. */
    private static String where(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private Refusal refused(String what) {
        return Refusal.badRequest("RULES_MALFORMED", "The file %s %s.".formatted(path, what), null);
    }
}
