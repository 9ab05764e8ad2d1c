package org.geben.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page begins: the key of the last entry shown, or in an order that moves what was shown, so that a page
 * neither repeats nor skips an entry because others have come in between. Opaque to clients, and fit for a URL as it is.
 * It goes on in the state of the list that it was given for: the pages of a list as it was are all of one cut.
 */
public final class Cursor {
    private Cursor() {}

    /**
     * @param kind what is paged; the cursor of one list is refused by another
     * @param page the one that ends there
     * @param key none of its parts with a blank
     */
    public static String write(String kind, Page page, Object... key) {
        String text = Stream.concat(
                        Stream.of(kind + page.asOf().tag()), Arrays.stream(key).map(Object::toString))
                .collect(joining(" "));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /**
     * @param key makes the key of its parts; whatever it throws, or too few parts, means a broken cursor
     * @return null if the page is the first
     * @throws Refusal 400 {@code CURSOR_BROKEN}, also for the cursor of another cut
     */
    public static <K> @Nullable K read(String kind, Page page, Function<List<String>, K> key) {
        String cursor = page.cursor();
        if (cursor == null) {
            return null;
        }
        try {
            List<String> parts = List.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", -1));
            if (parts.getFirst().equals(kind + page.asOf().tag())) {
                return key.apply(parts.subList(1, parts.size()));
            }
        } catch (RuntimeException broken) {
            // Falls through to the one sentence for every broken cursor.
        }
        throw Refusal.badRequest(
                "CURSOR_BROKEN",
                "Use a cursor that this list has given, with the asOf, atPosition or generation of its page, or start without one.",
                "cursor");
    }
}
