package org.geben.kernel.outreach;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Names one outreach. A UUID; on the wire a plain string. */
public record OutreachId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OutreachId of(String text) {
        return new OutreachId(Malformed.unlessUuid("OutreachId", text));
    }

    /**
     * There is one outreach a cause and member, and a subject where the cause has one, so that opening it twice is
     * opening it once.
     *
     * @param subject the contribution that is unanswered, the group that rests on one helper; otherwise absent
     */
    public static OutreachId of(Cause cause, MemberId member, @Nullable StreamId subject) {
        return new OutreachId(
                subject == null
                        ? NaturalKey.uuid("outreach", cause.name(), member.toString())
                        : NaturalKey.uuid("outreach", cause.name(), member.toString(), subject.stream()));
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
