package org.geben.kernel.appreciation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;
import org.geben.kernel.member.MemberId;

/** Names what one giver may pass on in one period. A UUID; on the wire a plain string. */
public record AllowanceId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AllowanceId of(String text) {
        return new AllowanceId(Malformed.unlessUuid("AllowanceId", text));
    }

    /** There is one allowance a giver and period, so that all wishes to give from it meet. */
    public static AllowanceId of(MemberId giver, String period) {
        return new AllowanceId(NaturalKey.uuid("allowance", giver.toString(), period));
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
