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

/** Who belongs to a group, those first who have for longest. */
record GetGroupMembers(UUID group, Reader reader, Page page) {

    /** @param manager whether the member lets others in */
    record Entry(Author member, Instant joinedAt, boolean manager) {}

    /** @param next the cursor of the next page; absent on the last */
    record Result(
            List<Entry> entries,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}
}
