package org.geben.command.inbox;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.inbox.InboxId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * A member has read a notification.
 *
 * @param notification its key
 * @param upTo its moment; absent for all that was added to it up to now
 */
@CommandName(value = "inbox.mark-read", actor = "memberId")
public record MarkNotificationRead(
        @TargetAggregateIdentifier InboxId inboxId,
        MemberId memberId,
        String notification,
        @Nullable Instant upTo) {
    public MarkNotificationRead(MemberId memberId, String notification, @Nullable Instant upTo) {
        this(InboxId.of(memberId, notification), memberId, notification, upTo);
    }
}
