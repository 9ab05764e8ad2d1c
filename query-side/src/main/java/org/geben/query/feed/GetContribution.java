package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** One contribution, with the visible replies beneath it, the oldest first. */
record GetContribution(UUID id, Reader reader, Page page) {
    /** As everyone sees it. */
    GetContribution(UUID id, Page page) {
        this(id, Reader.NOBODY, page);
    }

    /**
     * @param replies to a root all in its thread, to a reply those straight to it
     * @param next the cursor of the next page of replies; absent on the last
     */
    record Result(
            FeedEntry contribution,
            List<FeedEntry> replies,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}
}
