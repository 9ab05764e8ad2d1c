package org.geben.kernel.pledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;
import org.geben.kernel.member.MemberId;

/** Names what one leader has pledged. A UUID; on the wire a plain string. */
public record PledgeId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PledgeId of(String text) {
        return new PledgeId(Malformed.unlessUuid("PledgeId", text));
    }

    /** There is one pledge a leader. */
    public static PledgeId of(MemberId leader) {
        return new PledgeId(NaturalKey.uuid("pledge", leader.toString()));
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
