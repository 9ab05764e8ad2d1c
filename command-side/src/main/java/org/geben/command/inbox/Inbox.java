package org.geben.command.inbox;

import static java.util.Objects.requireNonNullElse;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.inbox.InboxRule.NOTIFICATION_KEY_OUT_OF_BOUNDS;
import static org.geben.kernel.inbox.InboxRule.NOTIFICATION_MARK_TOO_EARLY;

import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.CommandEnvelope;
import org.geben.command.member.Members;
import org.geben.kernel.TextBounds;
import org.geben.kernel.inbox.InboxEvent;
import org.geben.kernel.inbox.InboxEvent.NotificationRead;
import org.geben.kernel.inbox.InboxEvent.NotificationsSeen;
import org.geben.kernel.inbox.InboxId;
import org.jspecify.annotations.Nullable;

/**
 * Protects that what was seen stays seen, and that nobody sees what is still to come: a later moment counts as now. One
 * for all notifications of a member, and one for each that the member has read, for they bear on nothing else.
 */
@Revision("1")
@Aggregate(type = "inbox", snapshotTriggerDefinition = "snapshotTrigger")
class Inbox {
    private static final TextBounds KEY = TextBounds.line(1, 100);

    @AggregateIdentifier
    private InboxId inboxId;

    private @Nullable Instant upTo;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(MarkNotificationsSeen command, MetaData metaData, Members members) {
        members.mustBePresent(command.memberId());
        Instant seen = mark(command.upTo(), metaData);
        if (isNew(seen)) {
            apply(new NotificationsSeen(command.inboxId(), command.memberId(), seen));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(MarkNotificationRead command, MetaData metaData, Members members) {
        KEY.check(NOTIFICATION_KEY_OUT_OF_BOUNDS, "notification", command.notification());
        members.mustBePresent(command.memberId());
        Instant read = mark(command.upTo(), metaData);
        if (isNew(read)) {
            apply(new NotificationRead(command.inboxId(), command.memberId(), command.notification(), read));
        }
    }

    @EventSourcingHandler
    void evolve(InboxEvent event) {
        inboxId = event.inboxId();
        switch (event) {
            case NotificationsSeen seen -> upTo = seen.upTo();
            case NotificationRead read -> upTo = read.upTo();
        }
    }

    private boolean isNew(Instant moment) {
        return upTo == null || moment.isAfter(upTo);
    }

    /** What has not come yet is not marked. */
    private static Instant mark(@Nullable Instant moment, MetaData metaData) {
        Instant now = CommandEnvelope.occurredAt(metaData);
        Instant wanted = requireNonNullElse(moment, now);
        if (wanted.isBefore(Instant.EPOCH)) {
            throw NOTIFICATION_MARK_TOO_EARLY.broken().about("upTo");
        }
        return wanted.isAfter(now) ? now : wanted;
    }
}
