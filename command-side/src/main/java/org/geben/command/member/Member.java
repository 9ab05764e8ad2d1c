package org.geben.command.member;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.member.MemberRule.MEMBER_ABOUT_OUT_OF_BOUNDS;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_NAME_OUT_OF_BOUNDS;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.kernel.TextBounds;
import org.geben.kernel.member.MemberEvent;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Protects who somebody is in the community: a profile within bounds, a handle of one's own, presence. What members do
 * is not kept here, so that a busy member stays as quick to decide as a silent one.
 */
@Revision("1")
@Aggregate(type = "member", snapshotTriggerDefinition = "snapshotTrigger")
class Member {
    private static final TextBounds NAME = new TextBounds(1, 100);
    private static final TextBounds ABOUT = new TextBounds(0, 10_000);

    @AggregateIdentifier
    private MemberId memberId;

    private Profile profile;
    private boolean left;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(JoinMember command, Handles handles) {
        if (memberId != null) {
            return;
        }
        check(command.name(), command.about());
        handles.reserve(command.handle(), command.memberId());
        apply(new MemberJoined(
                command.memberId(), command.handle(), command.name(), command.about(), command.automated()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ChangeProfile command, Handles handles) {
        mustBePresent();
        Profile changed = command.change(profile);
        check(changed.name(), changed.about());
        if (changed.equals(profile)) {
            return;
        }
        handles.exchange(profile.handle(), changed.handle(), memberId);
        apply(new MemberProfileChanged(memberId, changed.handle(), changed.name(), changed.about()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(LeaveCommunity command) {
        mustExist();
        if (!left) {
            apply(new MemberLeft(memberId));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReturnToCommunity command) {
        mustExist();
        if (left) {
            apply(new MemberReturned(memberId));
        }
    }

    @EventSourcingHandler
    void evolve(MemberEvent event) {
        memberId = event.memberId();
        switch (event) {
            case MemberJoined joined -> profile = new Profile(joined.handle(), joined.name(), joined.about());
            case MemberProfileChanged changed ->
                profile = new Profile(changed.handle(), changed.name(), changed.about());
            case MemberLeft gone -> left = true;
            case MemberReturned back -> left = false;
        }
    }

    private void mustExist() {
        if (memberId == null) {
            throw MEMBER_UNKNOWN.broken();
        }
    }

    private void mustBePresent() {
        mustExist();
        if (left) {
            throw MEMBER_HAS_LEFT.broken();
        }
    }

    private static void check(String name, @Nullable String about) {
        NAME.check(MEMBER_NAME_OUT_OF_BOUNDS, name);
        if (about != null) {
            ABOUT.check(MEMBER_ABOUT_OUT_OF_BOUNDS, about);
        }
    }
}
