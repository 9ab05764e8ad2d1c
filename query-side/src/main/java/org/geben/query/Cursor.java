package org.geben.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the next page begins: the key of the last entry shown, so that a page neither repeats nor skips an entry
 * because others have come in between. Opaque to clients, and fit for a URL as it is.
 */
public final class Cursor {
    private Cursor() {}

    /**
     * @param kind what is paged; the cursor of one list is refused by another
     * @param key none of its parts with a blank
     */
    public static String write(String kind, Object... key) {
        String text = Stream.concat(Stream.of(kind), Arrays.stream(key).map(Object::toString))
                .collect(joining(" "));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /**
     * @param key makes the key of its parts; whatever it throws, or too few parts, means a broken cursor
     * @throws Refusal 400 {@code CURSOR_BROKEN}
     */
    public static <K> K read(String kind, String cursor, Function<List<String>, K> key) {
        try {
            List<String> parts = List.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", -1));
            if (parts.getFirst().equals(kind)) {
                return key.apply(parts.subList(1, parts.size()));
            }
        } catch (RuntimeException broken) {
            // Falls through to the one sentence for every broken cursor.
        }
        throw Refusal.badRequest(
                "CURSOR_BROKEN", "The cursor is not one that this list has given. Start without a cursor.", "cursor");
    }
}
