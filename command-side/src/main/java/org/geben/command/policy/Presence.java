package org.geben.command.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often the member is to be seen, and when that was.
 *
 * @param pledged how often the member has promised to be seen; absent for what the community expects
 * @param moments the last ones at which the member was seen, the newest first
 */
public record Presence(@Nullable Integer pledged, List<Instant> moments) {
    static final Presence NONE = new Presence(null, List.of());

    public Presence {
        moments = List.copyOf(moments);
    }

    Presence pledged(@Nullable Integer acts) {
        return new Presence(acts, moments);
    }

    /** @param most how many moments are worth keeping */
    Presence seen(Instant at, int most) {
        return new Presence(
                pledged,
                Stream.concat(Stream.of(at), moments.stream())
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .limit(most)
                        .toList());
    }
}
