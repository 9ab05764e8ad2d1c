package org.geben.query.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL brings the words of a language to their stems: its text search configurations. Words of a language that
 * it does not know, or nobody said, are taken as they are. The script of the view's tables lists the same.
 */
enum Dictionary {
    SIMPLE,
    ARABIC("ar"),
    DANISH("da"),
    DUTCH("nl"),
    ENGLISH("en"),
    FINNISH("fi"),
    FRENCH("fr"),
    GERMAN("de"),
    HUNGARIAN("hu"),
    INDONESIAN("id"),
    IRISH("ga"),
    ITALIAN("it"),
    LITHUANIAN("lt"),
    NEPALI("ne"),
    NORWEGIAN("no", "nb", "nn"),
    PORTUGUESE("pt"),
    ROMANIAN("ro"),
    RUSSIAN("ru"),
    SPANISH("es"),
    SWEDISH("sv"),
    TAMIL("ta"),
    TURKISH("tr");

    private final List<String> languages;

    Dictionary(String... languages) {
        this.languages = List.of(languages);
    }

    /** @param language a BCP 47 tag; its first part decides */
    static Dictionary of(@Nullable String language) {
        String primary = language(language);
        return Arrays.stream(values())
                .filter(dictionary -> primary != null && dictionary.languages.contains(primary))
                .findFirst()
                .orElse(SIMPLE);
    }

    /** The first part of a BCP 47 tag. */
    static @Nullable String language(@Nullable String tag) {
        return tag == null ? null : tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** As PostgreSQL calls it. */
    String configuration() {
        return name().toLowerCase(Locale.ROOT);
    }
}
