package org.geben.query.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One group. */
record GetGroup(UUID id, @Nullable Long minPosition) {

    /**
     * @param members how many belong to it and have not left the community
     * @param generation which generation of the view answered
     * @param position of the last event in it
     */
    record Result(
            UUID id,
            String name,
            @Nullable String purpose,
            String access,
            long members,
            String generation,
            long position) {}
}
