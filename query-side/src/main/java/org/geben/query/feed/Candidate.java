package org.geben.query.feed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An entry that may be shown.
 *
 * @param because with one that {@linkplain Because.Reason#includes includes}, if a kept place is for it
 */
record Candidate(Place place, Instant publishedAt, List<Because> because) {
    UUID id() {
        return place.id();
    }

    boolean isKeptFor() {
        return because.stream().anyMatch(one -> one.reason().includes());
    }
}
