package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A whole conversation: what opened it, and the replies as a tree. A page has so many of the replies to the root, the
 * oldest first, each with all that stands beneath it.
 *
 * @param id of the root, or of any contribution in its thread
 */
record GetThread(UUID id, Reader reader, Page page) {

    /**
     * @param depth 1 for what replies to the root
     * @param contribution without words where it is hidden or withdrawn; it is there only if a visible reply is beneath it
     */
    record Reply(int depth, FeedEntry contribution) {}

    /**
     * @param replies each before those beneath it
     * @param complete false if more stand beneath than a page holds; each can be asked for its own replies
     * @param next the cursor of the next page; absent on the last
     */
    record Result(
            FeedEntry root,
            List<Reply> replies,
            boolean complete,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}
}
