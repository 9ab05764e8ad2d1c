package org.geben.command.inbox;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.inbox.InboxId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * A member has looked at the notifications.
 *
 * @param upTo the moment of the newest; absent for all up to now
 */
@CommandName(value = "inbox.mark-seen", actor = "memberId")
public record MarkNotificationsSeen(
        @TargetAggregateIdentifier InboxId inboxId,
        MemberId memberId,
        @Nullable Instant upTo) {
    public MarkNotificationsSeen(MemberId memberId, @Nullable Instant upTo) {
        this(InboxId.of(memberId), memberId, upTo);
    }
}
