package org.geben.query.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.desk.GetWorklist.Group;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * In which groups one member gave more than half of the answers to others in the last 90 days.
 *
 * @param now where the window ends; a page that follows another stays in the window of the first
 */
record GetSingleHelpers(Instant now, Reader reader, Page page) {

    /**
     * @param entries where the one answered most first
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
     * @param group absent where it is a secret group of others
     * @param answers the member's visible contributions of the window that answer another person there
     * @param answersOfAll the same of all people who are present
     */
    record Entry(@Nullable Group group, Person member, long answers, long answersOfAll) {}
}
