package org.geben.kernel.contribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contribution says.
 *
 * @param title a headline; replies have none
 * @param text the body, in {@code format}
 * @param tags in the order in which they were given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Content(@Nullable String title, String text, TextFormat format, List<String> tags) {
    public Content {
        tags = List.copyOf(tags);
    }

    public static Content plain(String text) {
        return new Content(null, text, TextFormat.PLAIN, List.of());
    }
}
