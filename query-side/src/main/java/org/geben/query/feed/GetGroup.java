package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** One group. */
record GetGroup(UUID id, Reader reader, AsOf asOf) {
    /** As everyone sees it. */
    GetGroup(UUID id, AsOf asOf) {
        this(id, Reader.NOBODY, asOf);
    }

    /**
     * @param access OPEN, CLOSED or SECRET
     * @param posting who opens threads in it: EVERYONE, MEMBERS or MANAGERS
     * @param archived whether it takes nothing new
     * @param members how many belong to it and have not left the community
     */
    record Result(
            UUID id,
            String name,
            @Nullable String purpose,
            String access,
            String posting,
            boolean archived,
            long members,
            @JsonUnwrapped Origin origin) {}
}
