package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** What was contributed, the newest first. */
record GetFeed(Scope scope, Reader reader, Page page) {
    /** As everyone sees it. */
    GetFeed(Scope scope, Page page) {
        this(scope, Reader.NOBODY, page);
    }

    /** Whose feed. */
    sealed interface Scope {
        /** The threads of the whole community, opened in any group or none. */
        record Community() implements Scope {}

        /** The threads of a group. */
        record OfGroup(UUID group) implements Scope {}

        /** All that a member said, replies included. */
        record OfMember(UUID member) implements Scope {}
    }

    /**
     * @param next the cursor of the next page; absent on the last
     */
    record Result(
            List<FeedEntry> entries,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}
}
