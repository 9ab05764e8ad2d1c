package org.geben.kernel.contribution;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;

/** Names one contribution. A UUID; on the wire a plain string. */
public record ContributionId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ContributionId of(String text) {
        return new ContributionId(Malformed.unlessUuid("ContributionId", text));
    }

    /** The id of a contribution known elsewhere by {@code key}: the same key gives the same id. */
    public static ContributionId imported(String source, String key) {
        return new ContributionId(NaturalKey.uuid(source, "contribution", key));
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
