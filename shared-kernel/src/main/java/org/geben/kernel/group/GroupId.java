package org.geben.kernel.group;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;

/** Names one group. A UUID; on the wire a plain string. */
public record GroupId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static GroupId of(String text) {
        return new GroupId(Malformed.unlessUuid("GroupId", text));
    }

    /** The id of a group known elsewhere by {@code key}: the same key gives the same id. */
    public static GroupId imported(String source, String key) {
        return new GroupId(NaturalKey.uuid(source, "group", key));
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
