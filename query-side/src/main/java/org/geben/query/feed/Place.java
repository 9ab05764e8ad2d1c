package org.geben.query.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.geben.query.Parameters;

/** Where something stands in a list: by a rank, or by the moment of its publication; of equal ones the higher id comes first. */
record Place(Instant at, UUID id) implements Comparable<Place> {
    // Ids as PostgreSQL orders them.
    private static final Comparator<Place> FROM_FIRST_TO_LAST = Comparator.comparing(Place::at)
            .thenComparing(place -> place.id.toString())
            .reversed();

    /** @throws RuntimeException if they are none */
    static Place read(String at, String id) {
        return new Place(Parameters.storable(Instant.parse(at)), UUID.fromString(id));
    }

    @Override
    public int compareTo(Place other) {
        return FROM_FIRST_TO_LAST.compare(this, other);
    }
}
