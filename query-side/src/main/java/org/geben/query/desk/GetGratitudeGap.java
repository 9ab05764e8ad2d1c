package org.geben.query.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Who has contributed three times or more in the last 90 days, and was not appreciated in them.
 *
 * @param now where the window ends; a page that follows another stays in the window of the first
 */
record GetGratitudeGap(Instant now, Reader reader, Page page) {

    /**
     * @param entries who contributed most first
     * @param to the first moment after the window
     * @param next the cursor of the next page; absent on the last
     */
    record Result(
            List<Entry> entries,
            Instant from,
            Instant to,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}

    /**
     * @param contributions visible ones of the window
     * @param latest the last three of these
     */
    record Entry(Person member, long contributions, List<UUID> latest) {}
}
