package org.geben.kernel.member;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;

/** Names the list of those who hold a role that the community must not be without. A UUID; on the wire a plain string. */
public record OfficeId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OfficeId of(String text) {
        return new OfficeId(Malformed.unlessUuid("OfficeId", text));
    }

    public static OfficeId of(Role role) {
        return new OfficeId(NaturalKey.uuid("office", role.name()));
    }

    @Override
    public String stream() {
        return value.toString();
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
