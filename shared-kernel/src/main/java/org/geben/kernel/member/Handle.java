package org.geben.kernel.member;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.UUID;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;

/**
 * The name by which members address one another, unique whatever its letters' case. On the wire a plain string, without
 * the leading {@code @}.
 */
public record Handle(String value) implements StreamId {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Handle {}

    /** The id of this handle's reservation: handles that differ only in case, or in how Unicode spells them, share one. */
    public UUID reservationId() {
        return NaturalKey.uuid("handle", Normalizer.normalize(value, Form.NFKC).toLowerCase(Locale.ROOT));
    }

    /** Whether both are the same handle to a reader, who does not mind the case. */
    public boolean sameAs(Handle other) {
        return reservationId().equals(other.reservationId());
    }

    /** That of its reservation. */
    @Override
    public String stream() {
        return reservationId().toString();
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
