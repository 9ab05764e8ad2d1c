package org.geben.kernel.member;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;

/** Names one member. A UUID; on the wire a plain string. */
public record MemberId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MemberId of(String text) {
        return new MemberId(Malformed.unlessUuid("MemberId", text));
    }

    /** The id of a member known elsewhere by {@code key}: the same key gives the same id. */
    public static MemberId imported(String source, String key) {
        return new MemberId(NaturalKey.uuid(source, "member", key));
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
