package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contribution as readers see it.
 *
 * @param title absent for replies, and where there is no text
 * @param group where it was published; absent, too, where that is a secret group of others
 * @param text whole, as it came; absent once withdrawn, and while hidden
 * @param mentions the members whom it speaks of
 * @param revision as its ETag has it
 * @param replies visible ones: of a root all in its thread, of a reply those straight to it
 * @param appreciations how many of each kind
 * @param acceptedAnswer the last that the asker accepted, while it is visible
 * @param because why it stands in the feed; absent elsewhere
 */
record FeedEntry(
        UUID id,
        String kind,
        Author author,
        @Nullable InGroup group,
        @Nullable String title,
        @Nullable String text,
        String format,
        List<String> tags,
        @Nullable String language,
        List<String> links,
        List<String> mentions,
        @Nullable UUID inReplyTo,
        UUID root,
        Instant publishedAt,
        @Nullable Instant revisedAt,
        long revision,
        boolean withdrawn,
        boolean hidden,
        boolean featured,
        long replies,
        Map<String, Long> appreciations,
        @Nullable UUID acceptedAnswer,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Because> because) {

    /** @param present whether the author is still a member */
    record Author(UUID id, String handle, String name, boolean present) {}

    record InGroup(UUID id, String name) {}

    FeedEntry with(Map<String, Long> counts) {
        return with(counts, because);
    }

    FeedEntry because(List<Because> reasons) {
        return with(appreciations, reasons);
    }

    private FeedEntry with(Map<String, Long> counts, List<Because> reasons) {
        return new FeedEntry(
                id,
                kind,
                author,
                group,
                title,
                text,
                format,
                tags,
                language,
                links,
                mentions,
                inReplyTo,
                root,
                publishedAt,
                revisedAt,
                revision,
                withdrawn,
                hidden,
                featured,
                replies,
                counts,
                acceptedAnswer,
                reasons);
    }
}
