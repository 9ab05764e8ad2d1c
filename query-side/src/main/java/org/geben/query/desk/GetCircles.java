package org.geben.query.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Circles of two to four members each of whom has appreciated the next one five times or more in the last 90 days, and
 * given nobody else more than that one altogether. Good friends do so, and who agreed upon it: that is for people to
 * judge. No points depend on it.
 *
 * @param now where the window ends; a page that follows another stays in the window of the first
 */
record GetCircles(Instant now, Reader reader, Page page) {

    /**
     * @param entries with most appreciations first
     * @param to the first moment after the window
     * @param next the cursor of the next page; absent on the last
     */
    record Result(
            List<Circle> entries,
            Instant from,
            Instant to,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}

    /**
     * @param givers in the order in which each gives to the next, and the last to the first
     * @param appreciations all that go round
     */
    record Circle(List<Giver> givers, long appreciations) {}

    /**
     * @param toTheNext how many appreciations the next one has from this one
     * @param given to whomever
     */
    record Giver(Person member, long toTheNext, long given) {}
}
