package org.geben.kernel.scoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;

/** Names the community's rules of scoring. A UUID; on the wire a plain string. */
public record ScoringRulesId(UUID value) implements StreamId {
    /** There is one list of rules, so that its versions have an order. */
    public static final ScoringRulesId OF_THE_COMMUNITY =
            new ScoringRulesId(NaturalKey.uuid("scoring-rules", "community"));

    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ScoringRulesId of(String text) {
        return new ScoringRulesId(Malformed.unlessUuid("ScoringRulesId", text));
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
