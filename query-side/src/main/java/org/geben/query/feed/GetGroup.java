package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** One group. */
record GetGroup(UUID id, AsOf asOf) {

    /**
     * @param members how many belong to it and have not left the community
     */
    record Result(
            UUID id,
            String name,
            @Nullable String purpose,
            String access,
            long members,
            @JsonUnwrapped Origin origin) {}
}
