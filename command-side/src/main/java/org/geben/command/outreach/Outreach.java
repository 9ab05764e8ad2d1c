package org.geben.command.outreach;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_CLOSED;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_IS_DISCREET;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_NOTE_OUT_OF_BOUNDS;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_UNKNOWN;

import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.member.Members;
import org.geben.kernel.TextBounds;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.OutreachEvent;
import org.geben.kernel.outreach.OutreachEvent.OutreachAssigned;
import org.geben.kernel.outreach.OutreachEvent.OutreachDismissed;
import org.geben.kernel.outreach.OutreachEvent.OutreachOpened;
import org.geben.kernel.outreach.OutreachEvent.OutreachResolved;
import org.geben.kernel.outreach.OutreachId;
import org.jspecify.annotations.Nullable;

/**
 * Protects that help is discreet and asked for once: there is one case a cause and member at a time, and only those whom
 * the community trusts with it work on it. That is why its id comes from cause and member, so that a policy which repeats
 * itself meets its own case. One that was closed opens again for a later cause only, however late a repeat comes.
 */
@Revision("1")
@Aggregate(type = "outreach", snapshotTriggerDefinition = "snapshotTrigger")
class Outreach {
    private static final TextBounds WORDS = new TextBounds(1, 2_000);

    @AggregateIdentifier
    private OutreachId outreachId;

    private MemberId member;
    private Instant since;
    private @Nullable MemberId assignee;
    private State state;
    private @Nullable MemberId closedBy;

    enum State {
        OPEN,
        RESOLVED,
        DISMISSED
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(OpenOutreach command) {
        if (state != State.OPEN && (since == null || command.since().isAfter(since))) {
            apply(new OutreachOpened(
                    command.outreachId(),
                    command.cause(),
                    command.member(),
                    command.contribution(),
                    command.group(),
                    command.since()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CloseOutreach command) {
        if (state == State.OPEN && !since.isAfter(command.since())) {
            apply(new OutreachResolved(outreachId, member, null, null));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(AssignOutreach command, Members members) {
        mustBeTrusted(command.by(), members);
        mustBeOpen();
        if (!members.holds(command.to(), COMMUNITY_MANAGER, ADMIN)) {
            throw OUTREACH_IS_DISCREET.broken();
        }
        if (!command.to().equals(assignee)) {
            apply(new OutreachAssigned(outreachId, member, command.to(), command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ResolveOutreach command, Members members) {
        if (command.note() != null) {
            WORDS.check(OUTREACH_NOTE_OUT_OF_BOUNDS, "note", command.note());
        }
        mustBeTrusted(command.by(), members);
        if (isClosed(State.RESOLVED, command.by())) {
            return;
        }
        mustBeOpen();
        apply(new OutreachResolved(outreachId, member, command.by(), command.note()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DismissOutreach command, Members members) {
        WORDS.check(OUTREACH_REASON_OUT_OF_BOUNDS, "reason", command.reason());
        mustBeTrusted(command.by(), members);
        if (isClosed(State.DISMISSED, command.by())) {
            return;
        }
        mustBeOpen();
        apply(new OutreachDismissed(outreachId, member, command.by(), command.reason()));
    }

    @EventSourcingHandler
    void evolve(OutreachEvent event) {
        outreachId = event.outreachId();
        switch (event) {
            case OutreachOpened opened -> {
                member = opened.member();
                since = opened.since();
                assignee = null;
                state = State.OPEN;
                closedBy = null;
            }
            case OutreachAssigned assigned -> assignee = assigned.to();
            case OutreachResolved resolved -> {
                state = State.RESOLVED;
                closedBy = resolved.by();
            }
            case OutreachDismissed dismissed -> {
                state = State.DISMISSED;
                closedBy = dismissed.by();
            }
        }
    }

    private static void mustBeTrusted(MemberId member, Members members) {
        members.mustHold(member, COMMUNITY_MANAGER, ADMIN);
    }

    private void mustBeOpen() {
        if (outreachId == null) {
            throw OUTREACH_UNKNOWN.broken();
        }
        if (state != State.OPEN) {
            throw OUTREACH_CLOSED.broken();
        }
    }

    private boolean isClosed(State as, MemberId by) {
        return state == as && by.equals(closedBy);
    }
}
