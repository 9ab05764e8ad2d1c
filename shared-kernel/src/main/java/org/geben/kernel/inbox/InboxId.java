package org.geben.kernel.inbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.StreamId;
import org.geben.kernel.member.MemberId;

/** Names what a member has seen: of all notifications, or of one. A UUID; on the wire a plain string. */
public record InboxId(UUID value) implements StreamId {
    /**
     * Reads an id from its text.
     *
     * @throws Malformed if the text is no UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static InboxId of(String text) {
        return new InboxId(Malformed.unlessUuid("InboxId", text));
    }

    /** Of all that a member is notified of. */
    public static InboxId of(MemberId member) {
        return new InboxId(NaturalKey.uuid("inbox", member.toString()));
    }

    /**
     * Of one notification to a member.
     *
     * @param notification its key
     */
    public static InboxId of(MemberId member, String notification) {
        return new InboxId(NaturalKey.uuid("inbox", member.toString(), notification));
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
