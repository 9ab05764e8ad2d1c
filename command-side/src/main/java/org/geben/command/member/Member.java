package org.geben.command.member;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.member.MemberRule.FOLLOWING_ONESELF;
import static org.geben.kernel.member.MemberRule.MEMBER_ALREADY_WELCOMED;
import static org.geben.kernel.member.MemberRule.MEMBER_ERASED;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_SUSPENDED;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;
import static org.geben.kernel.member.MemberRule.ROLE_OF_EVERYONE;
import static org.geben.kernel.member.MemberRule.SUSPENSION_OF_ONESELF;
import static org.geben.kernel.member.MemberRule.SUSPENSION_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.member.MemberRule.WELCOME_TO_ONESELF;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.member.Role.MODERATOR;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.kernel.TextBounds;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberEvent;
import org.geben.kernel.member.MemberEvent.DigitalComfortDeclared;
import org.geben.kernel.member.MemberEvent.LeaderboardVisibilityChosen;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberFollowed;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.MemberUnfollowed;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.member.MemberEvent.MemberWordsErased;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Protects who somebody is in the community: a profile within bounds, a handle of one's own, presence, roles, a welcome.
 * What members do is not kept here, so that a busy member stays as quick to decide as a silent one.
 */
@Revision("3")
@Aggregate(type = "member", snapshotTriggerDefinition = "snapshotTrigger")
class Member {
    private static final TextBounds REASON = new TextBounds(1, 2_000);

    @AggregateIdentifier
    private MemberId memberId;

    @Personal(of = "memberId", leaves = Trace.PROFILE)
    private Profile profile;

    @Personal(of = "memberId")
    private @Nullable DigitalComfort comfort;

    private @Nullable MemberId welcomedBy;
    private Set<Role> roles = EnumSet.noneOf(Role.class);
    private Set<MemberId> followed = new HashSet<>();
    private boolean hiddenFromLeaderboards;
    private boolean suspended;
    private boolean left;
    private boolean erased;
    private boolean wordsErased;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(JoinMember command, Handles handles, Members members) {
        if (memberId != null) {
            return;
        }
        command.profile().check();
        if (command.invitedBy() != null) {
            members.mustBePresent(command.invitedBy());
        }
        handles.reserve(command.handle(), command.memberId());
        apply(new MemberJoined(
                command.memberId(),
                command.handle(),
                command.name(),
                command.about(),
                command.automated(),
                command.email(),
                command.invitedBy()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ChangeProfile command, Handles handles) {
        mustBePresent();
        Profile changed = command.change(profile);
        changed.check();
        if (changed.equals(profile)) {
            return;
        }
        handles.exchange(profile.handle(), changed.handle(), memberId);
        apply(new MemberProfileChanged(memberId, changed.handle(), changed.name(), changed.about(), changed.email()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DeclareComfort command) {
        mustBePresent();
        if (command.comfort() != comfort) {
            apply(new DigitalComfortDeclared(memberId, command.comfort()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(WelcomeMember command, Members members) {
        mustBePresent();
        members.mustBePresent(command.by());
        if (command.by().equals(memberId)) {
            throw WELCOME_TO_ONESELF.broken();
        }
        if (welcomedBy == null) {
            apply(new MemberWelcomed(memberId, command.by()));
        } else if (!welcomedBy.equals(command.by())) {
            throw MEMBER_ALREADY_WELCOMED.broken();
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(GrantRole command, Members members, Offices offices) {
        mustBePresent();
        mustNotBeEveryones(command.role());
        members.mustHoldUnlessOperator(command.by(), ADMIN);
        if (!roles.contains(command.role())) {
            offices.take(command.role(), memberId);
            apply(new RoleGranted(memberId, command.role(), command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RevokeRole command, Members members, Offices offices) {
        mustExist();
        mustNotBeEveryones(command.role());
        if (!memberId.equals(command.by())) {
            members.mustHoldUnlessOperator(command.by(), ADMIN);
        }
        if (roles.contains(command.role())) {
            giveUp(command.role(), command.by(), offices);
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(SuspendMember command, Members members, Offices offices) {
        mustExist();
        REASON.check(SUSPENSION_REASON_OUT_OF_BOUNDS, "reason", command.reason());
        if (memberId.equals(command.by())) {
            throw SUSPENSION_OF_ONESELF.broken();
        }
        if (roles.stream().anyMatch(Role::isIndispensable)) {
            members.mustHoldUnlessOperator(command.by(), ADMIN);
        } else {
            members.mustHoldUnlessOperator(command.by(), MODERATOR, COMMUNITY_MANAGER, ADMIN);
        }
        if (!suspended) {
            giveUpIndispensable(command.by(), offices);
            apply(new MemberSuspended(memberId, command.reason(), command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReinstateMember command, Members members) {
        mustExist();
        members.mustHoldUnlessOperator(command.by(), MODERATOR, COMMUNITY_MANAGER, ADMIN);
        if (suspended) {
            apply(new MemberReinstated(memberId, command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(FollowMember command, Members members) {
        mustBePresent();
        if (command.followed().equals(memberId)) {
            throw FOLLOWING_ONESELF.broken();
        }
        members.mustExist(command.followed());
        if (!followed.contains(command.followed())) {
            apply(new MemberFollowed(memberId, command.followed()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(UnfollowMember command) {
        mustExist();
        if (followed.contains(command.followed())) {
            apply(new MemberUnfollowed(memberId, command.followed()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ChooseLeaderboardVisibility command) {
        mustBePresent();
        if (command.visible() == hiddenFromLeaderboards) {
            apply(new LeaderboardVisibilityChosen(memberId, command.visible()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(LeaveCommunity command, Offices offices) {
        mustExist();
        if (!left && !erased) {
            giveUpIndispensable(memberId, offices);
            apply(new MemberLeft(memberId));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReturnToCommunity command) {
        mustExist();
        mustNotBeErased();
        if (left) {
            apply(new MemberReturned(memberId));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(EraseMember command, Members members, Handles handles, Offices offices) {
        mustExist();
        if (!memberId.equals(command.by())) {
            members.mustHoldUnlessOperator(command.by(), ADMIN);
        }
        if (!erased) {
            giveUpIndispensable(command.by(), offices);
            handles.release(profile.handle(), memberId);
            apply(new MemberErased(memberId, command.by()));
        }
        if (command.words() && !wordsErased) {
            apply(new MemberWordsErased(memberId, command.by()));
        }
    }

    @EventSourcingHandler
    void evolve(MemberEvent event) {
        memberId = event.memberId();
        switch (event) {
            case MemberJoined joined ->
                profile = new Profile(joined.handle(), joined.name(), joined.about(), joined.email());
            case MemberProfileChanged changed ->
                profile = new Profile(changed.handle(), changed.name(), changed.about(), changed.email());
            case DigitalComfortDeclared declared -> comfort = declared.comfort();
            case MemberWelcomed welcomed -> welcomedBy = welcomed.by();
            case RoleGranted granted -> roles.add(granted.role());
            case RoleRevoked revoked -> roles.remove(revoked.role());
            case MemberSuspended out -> suspended = true;
            case MemberReinstated in -> suspended = false;
            case MemberFollowed follows -> followed.add(follows.followed());
            case MemberUnfollowed unfollows -> followed.remove(unfollows.followed());
            case LeaderboardVisibilityChosen chosen -> hiddenFromLeaderboards = !chosen.visible();
            case MemberErased gone -> {
                erased = true;
                profile = Profile.erased(memberId);
                comfort = null;
            }
            case MemberWordsErased silent -> wordsErased = true;
            case MemberLeft gone -> left = true;
            case MemberReturned back -> left = false;
        }
    }

    /** Who is not there cannot do what the community relies on; another one must be there who can. */
    private void giveUpIndispensable(@Nullable MemberId by, Offices offices) {
        EnumSet.allOf(Role.class).stream()
                .filter(role -> role.isIndispensable() && roles.contains(role))
                .forEach(role -> giveUp(role, by, offices));
    }

    private void giveUp(Role role, @Nullable MemberId by, Offices offices) {
        offices.leave(role, memberId);
        apply(new RoleRevoked(memberId, role, by));
    }

    private void mustExist() {
        if (memberId == null) {
            throw MEMBER_UNKNOWN.broken();
        }
    }

    private void mustBePresent() {
        mustExist();
        mustNotBeErased();
        if (left) {
            throw MEMBER_HAS_LEFT.broken();
        }
        if (suspended) {
            throw MEMBER_SUSPENDED.broken();
        }
    }

    private void mustNotBeErased() {
        if (erased) {
            throw MEMBER_ERASED.broken();
        }
    }

    private static void mustNotBeEveryones(Role role) {
        if (role == Role.MEMBER) {
            throw ROLE_OF_EVERYONE.broken();
        }
    }
}
