package org.geben.query.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** Which roles a member holds. */
record GetRoles(UUID member, Reader reader, AsOf asOf) {

    /** @param roles beside MEMBER, which everyone is; of one who is not present they are kept, and give no access */
    record Result(
            Person member, List<Held> roles, @JsonUnwrapped Origin origin) {}

    /** @param by who granted it; absent where that was the operator */
    record Held(String role, Instant since, @Nullable Person by) {}
}
