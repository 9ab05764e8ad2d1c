package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** What others did that concerns a member, the newest first. */
record GetNotifications(UUID member, Reader reader, Page page) {

    enum Kind {
        /** Somebody replied to what the member said. */
        ANSWERED,
        /** Somebody spoke of the member, other than in an answer. */
        MENTIONED,
        /** Some appreciated a contribution in one way, or the member. */
        APPRECIATED,
        /** What the member said is shown to everyone. */
        FEATURED,
        WELCOMED
    }

    /**
     * @param key by which it is marked as read
     * @param at of the last that belongs to it
     * @param appreciation the kind of it, where there was one
     * @param contribution the answer, that which mentions, or that which was appreciated or featured
     * @param by the last three of them whom the last hundred times name, the last first
     * @param count how many times, up to 1,000 where the member was appreciated; one may thank another more than once
     * @param seen whether the member has looked at it, with all that belongs to it
     * @param read whether the member has read it, with all that belongs to it
     */
    record Notification(
            String key,
            Kind kind,
            Instant at,
            @Nullable String appreciation,
            @Nullable About contribution,
            List<Author> by,
            long count,
            boolean seen,
            boolean read) {}

    /** @param root of the thread in which it stands */
    record About(UUID id, String kind, @Nullable String title, UUID root) {}

    /**
     * @param unseen of each kind, counted among its newest 100; those without any are left out
     * @param next the cursor of the next page; absent on the last
     */
    record Result(
            List<Notification> entries,
            Map<Kind, Long> unseen,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}
}
