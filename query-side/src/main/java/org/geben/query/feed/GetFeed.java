package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** What was contributed. */
record GetFeed(Scope scope, Order order, Reader reader, Page page) {
    /** The newest first. */
    GetFeed(Scope scope, Reader reader, Page page) {
        this(scope, Order.LATEST, reader, page);
    }

    /** The newest first, as everyone sees it. */
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

        /** The threads of a member's groups, all that those said whom the member follows, answers and mentions. */
        record Home(UUID member) implements Scope {}
    }

    /**
     * @param next the cursor of the next page; absent on the last
     */
    record Result(
            List<FeedEntry> entries,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}
}
