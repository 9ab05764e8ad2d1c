package org.geben.kernel.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.geben.kernel.member.MemberId;

/**
 * What a member has seen of their notifications. These themselves are no events: they follow from what others did. Each
 * that was read is a stream of its own, so that no stream grows with a member's years.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface InboxEvent {
    InboxId inboxId();

    MemberId memberId();

    /** @param upTo the member has looked at all that happened up to this moment */
    record NotificationsSeen(InboxId inboxId, MemberId memberId, Instant upTo) implements InboxEvent {}

    /**
     * @param notification its key
     * @param upTo what is added to it later has not been read
     */
    record NotificationRead(InboxId inboxId, MemberId memberId, String notification, Instant upTo)
            implements InboxEvent {}
}
