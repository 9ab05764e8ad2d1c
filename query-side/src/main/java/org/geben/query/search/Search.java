package org.geben.query.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What has these words.
 *
 * @param words as people type them into a search box: all of them, {@code "a phrase"}, {@code or}, {@code -without}
 * @param language in which contributions are looked for; absent for any
 */
record Search(String words, Type type, @Nullable String language, Reader reader, Page page) {
    private static final int MOST_CHARACTERS = 200;

    Search {
        if (words.isBlank() || words.length() > MOST_CHARACTERS || words.indexOf('\0') >= 0) {
            throw Refusal.badRequest(
                    "SEARCH_WORDS_OUT_OF_BOUNDS", "Search for words of 1 to 200 characters in all.", "q");
        }
    }

    /** What is looked for. */
    enum Type {
        CONTRIBUTIONS,
        MEMBERS;

        /** @throws Refusal 400 {@code SEARCH_TYPE_UNKNOWN} */
        static Type named(@Nullable String name) {
            if (name == null) {
                return CONTRIBUTIONS;
            }
            for (Type type : values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return type;
                }
            }
            throw Refusal.badRequest(
                    "SEARCH_TYPE_UNKNOWN", "There are contributions and members to be searched for.", "type");
        }
    }

    /**
     * @param contribution present if contributions were looked for
     * @param member the author, or the member who was found
     */
    record Hit(@Nullable Contribution contribution, Member member) {}

    /**
     * @param title absent for replies
     * @param snippet of the text as its author wrote it, where the words are
     */
    record Contribution(
            UUID id,
            String kind,
            UUID root,
            @Nullable UUID group,
            @Nullable String title,
            String snippet,
            Instant publishedAt) {}

    record Member(UUID id, String handle, String name, boolean present) {}

    /** @param next the cursor of the next page; absent on the last */
    record Result(
            List<Hit> entries,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}
}
