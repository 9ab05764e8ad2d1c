package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** Who asks to be let into a group, those first who have waited for longest. */
record GetJoinRequests(UUID group, Reader reader, Page page) {

    record Entry(Author member, Instant askedAt) {}

    /** @param next the cursor of the next page; absent on the last */
    record Result(
            List<Entry> entries,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}
}
