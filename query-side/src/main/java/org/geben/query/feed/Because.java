package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an entry stands in a feed.
 *
 * @param group in which it is read, where that is the reason
 * @param member who is followed, or whose feed it is, where that is the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Because(
        Reason reason, @Nullable UUID group, @Nullable UUID member) {

    static Because of(Reason reason, @Nullable UUID of) {
        return switch (reason) {
            case GROUP -> new Because(reason, of, null);
            case FOLLOWED, MEMBER -> new Because(reason, null, of);
            default -> new Because(reason, null, null);
        };
    }

    /** The last three are what the inclusive order keeps places for. */
    enum Reason {
        /** It opens a thread in the community. */
        COMMUNITY,
        /** It opens a thread in the group, or is shared with it. */
        GROUP,
        /** The member said it, whose feed this is. */
        MEMBER,
        /** The reader follows who said it. */
        FOLLOWED,
        /** It answers the reader. */
        ANSWERED_YOU,
        /** It mentions the reader. */
        MENTIONED,
        /** Nothing of its author's is earlier, and it came within 30 days of the joining. */
        NEWCOMERS_FIRST,
        /** It is a question to which nobody else has replied. */
        UNANSWERED_QUESTION,
        /** Nobody has ever appreciated its author. */
        NEVER_THANKED;

        boolean includes() {
            return compareTo(NEWCOMERS_FIRST) >= 0;
        }
    }
}
