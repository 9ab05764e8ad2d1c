package org.geben.kernel.group;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;
import org.geben.kernel.member.MemberId;

/** Names the membership of one member in one group. A UUID; on the wire a plain string. */
public record MembershipId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MembershipId of(String text) {
        return new MembershipId(Malformed.unlessUuid("MembershipId", text));
    }

    /** There is one membership a group and member, so that joining twice is joining once. */
    public static MembershipId of(GroupId group, MemberId member) {
        return new MembershipId(NaturalKey.uuid("membership", group.toString(), member.toString()));
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
