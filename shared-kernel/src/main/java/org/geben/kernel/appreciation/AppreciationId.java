package org.geben.kernel.appreciation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;
import org.geben.kernel.member.MemberId;

/** Names one appreciation. A UUID; on the wire a plain string. */
public record AppreciationId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AppreciationId of(String text) {
        return new AppreciationId(Malformed.unlessUuid("AppreciationId", text));
    }

    /** There is one appreciation a giver, subject and kind, so that giving it twice is giving it once. */
    public static AppreciationId of(MemberId giver, Subject subject, AppreciationKind kind) {
        return new AppreciationId(NaturalKey.uuid("appreciation", giver.toString(), subject.toString(), kind.name()));
    }

    /** Kudos to a member are given again and again: there is one a giver, receiver and occasion. */
    public static AppreciationId ofKudos(MemberId giver, MemberId receiver, UUID occasion) {
        return new AppreciationId(NaturalKey.uuid("kudos", giver.toString(), receiver.toString(), occasion.toString()));
    }

    /** The id of an appreciation known elsewhere by {@code key}, whose giver may be lost. */
    public static AppreciationId imported(String source, String key) {
        return new AppreciationId(NaturalKey.uuid(source, "appreciation", key));
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
