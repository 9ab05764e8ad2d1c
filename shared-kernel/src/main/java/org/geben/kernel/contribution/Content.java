package org.geben.kernel.contribution;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contribution says.
 *
 * @param title a headline; replies have none
 * @param text the body, in {@code format}
 * @param tags in the order in which they were given
 * @param language in which it is written, a BCP 47 tag; absent where nobody said
 * @param links where it points to, in the order in which they were given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Content(
        @Nullable String title,
        String text,
        TextFormat format,
        List<String> tags,
        @Nullable String language,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> links) {
    public Content {
        tags = List.copyOf(tags);
        // What was recorded before there were links has none.
        links = List.copyOf(requireNonNullElse(links, List.of()));
    }

    /** One without links, in a language that nobody said. */
    public Content(@Nullable String title, String text, TextFormat format, List<String> tags) {
        this(title, text, format, tags, null, List.of());
    }

    public static Content plain(String text) {
        return new Content(null, text, TextFormat.PLAIN, List.of());
    }
}
