package org.geben.command.group;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.group.GroupRule.GROUP_ARCHIVED;
import static org.geben.kernel.group.GroupRule.GROUP_JOIN_NOT_REQUESTED;
import static org.geben.kernel.group.GroupRule.GROUP_MANAGER_REQUIRED;
import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;
import static org.geben.kernel.group.GroupRule.NOT_IN_THE_GROUP;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.member.Members;
import org.geben.kernel.Rule;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupArchived;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipEvent.GroupJoinDeclined;
import org.geben.kernel.group.MembershipEvent.GroupJoinRequested;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipEvent.GroupManagerAppointed;
import org.geben.kernel.group.MembershipEvent.GroupManagerDismissed;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId CARLA = MemberId.of("018f3c1e-0000-7000-8000-00000000000e");
    private static final MemberId MIA = MemberId.of("018f3c1e-0000-7000-8000-00000000000f");
    private static final MemberId GONE = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final GroupId OPEN = GroupId.of("018f3c1e-0000-7000-8000-0000000000c0");
    private static final GroupId CLOSED = GroupId.of("018f3c1e-0000-7000-8000-0000000000c1");
    private static final GroupId SECRET = GroupId.of("018f3c1e-0000-7000-8000-0000000000c2");
    private static final GroupId ARCHIVED = GroupId.of("018f3c1e-0000-7000-8000-0000000000c3");
    private static final GroupId NOWHERE = GroupId.of("018f3c1e-0000-7000-8000-0000000000cf");

    /** Mia manages each group, Carla the community; Ben belongs to nothing. */
    private static AggregateTestFixture<Membership> membership() {
        Past past = new Past()
                .happened(OPEN, new GroupFounded(OPEN, "Gardening", null, GroupAccess.OPEN, null))
                .happened(CLOSED, new GroupFounded(CLOSED, "Board", null, GroupAccess.CLOSED, null))
                .happened(SECRET, new GroupFounded(SECRET, "Surprise", null, GroupAccess.SECRET, null))
                .happened(
                        ARCHIVED,
                        new GroupFounded(ARCHIVED, "Feast of 2019", null, GroupAccess.OPEN, null),
                        new GroupArchived(ARCHIVED, null))
                .happened(CARLA, joined(CARLA), new RoleGranted(CARLA, Role.COMMUNITY_MANAGER, null))
                .happened(GONE, joined(GONE), new MemberLeft(GONE));
        Stream.of(ANA, BEN, MIA).forEach(member -> past.happened(member, joined(member)));
        Stream.of(OPEN, CLOSED, SECRET, ARCHIVED).forEach(group -> {
            MembershipId id = MembershipId.of(group, MIA);
            past.happened(id, new GroupJoined(id, group, MIA), new GroupManagerAppointed(id, group, MIA, null));
        });
        Members members = new Members(past.log());
        Groups groups = new Groups(past.log());
        AggregateTestFixture<Membership> fixture = new AggregateTestFixture<>(Membership.class);
        fixture.registerInjectableResource(members);
        fixture.registerInjectableResource(groups);
        fixture.registerInjectableResource(new Memberships(past.log(), groups, members));
        return fixture;
    }

    private static MemberJoined joined(MemberId member) {
        return new MemberJoined(member, new Handle("m" + member), "Member", null, false);
    }

    @Test
    void aMemberJoinsAnOpenGroupLeavesAndJoinsAgain() {
        GroupJoined joined = in(OPEN, null);
        GroupLeft left = out(OPEN, null);
        membership().givenNoPriorActivity().when(new JoinGroup(OPEN, ANA)).expectEvents(joined);
        membership().given(joined).when(new JoinGroup(OPEN, ANA)).expectNoEvents();
        membership().given(joined).when(new LeaveGroup(OPEN, ANA)).expectEvents(left);
        membership().given(joined, left).when(new LeaveGroup(OPEN, ANA)).expectNoEvents();
        membership().given(joined, left).when(new JoinGroup(OPEN, ANA)).expectEvents(joined);
    }

    @Test
    void aMemberAsksAClosedGroupOnce() {
        membership().givenNoPriorActivity().when(new JoinGroup(CLOSED, ANA)).expectEvents(asking());
        membership().given(asking()).when(new JoinGroup(CLOSED, ANA)).expectNoEvents();
    }

    @Test
    void whoManagesTheGroupAdmitsWhoAsked() {
        membership().given(asking()).when(new AdmitToGroup(CLOSED, ANA, MIA)).expectEvents(in(CLOSED, MIA));
        membership().given(asking()).when(new AdmitToGroup(CLOSED, ANA, CARLA)).expectEvents(in(CLOSED, CARLA));
        membership().given(asking()).when(new AdmitToGroup(CLOSED, ANA, null)).expectEvents(in(CLOSED, null));
        membership()
                .given(asking(), in(CLOSED, MIA))
                .when(new AdmitToGroup(CLOSED, ANA, MIA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aSecretGroupIsEnteredByInvitationOnly() {
        refuses(new JoinGroup(SECRET, ANA), GROUP_UNKNOWN);
        membership()
                .givenNoPriorActivity()
                .when(new AdmitToGroup(SECRET, ANA, MIA))
                .expectEvents(in(SECRET, MIA));
        refuses(new AdmitToGroup(SECRET, ANA, BEN), GROUP_UNKNOWN);
    }

    @Test
    void nobodyElseAdmitsDeclinesRemovesAppointsOrDismisses() {
        refuses(new AdmitToGroup(CLOSED, ANA, BEN), GROUP_MANAGER_REQUIRED, asking());
        refuses(new DeclineJoin(CLOSED, ANA, BEN), GROUP_MANAGER_REQUIRED, asking());
        refuses(new RemoveFromGroup(CLOSED, ANA, BEN), GROUP_MANAGER_REQUIRED, in(CLOSED, MIA));
        refuses(new AppointManagerOfGroup(CLOSED, ANA, ANA), GROUP_MANAGER_REQUIRED, in(CLOSED, MIA));
        refuses(new DismissManagerOfGroup(CLOSED, ANA, BEN), GROUP_MANAGER_REQUIRED, in(CLOSED, MIA), up());
    }

    @Test
    void aDeclinedMemberMayAskAgain() {
        GroupJoinDeclined declined = declined(MIA);
        membership().given(asking()).when(new DeclineJoin(CLOSED, ANA, MIA)).expectEvents(declined);
        membership()
                .given(asking(), declined)
                .when(new DeclineJoin(CLOSED, ANA, MIA))
                .expectNoEvents();
        membership().given(asking(), declined).when(new JoinGroup(CLOSED, ANA)).expectEvents(asking());
    }

    @Test
    void onlyWhoAsksIsDeclined() {
        refuses(new DeclineJoin(CLOSED, ANA, MIA), GROUP_JOIN_NOT_REQUESTED);
        refuses(new DeclineJoin(CLOSED, ANA, MIA), GROUP_JOIN_NOT_REQUESTED, in(CLOSED, MIA));
    }

    @Test
    void aMemberNoLongerAsks() {
        membership().given(asking()).when(new LeaveGroup(CLOSED, ANA)).expectEvents(declined(ANA));
        membership().given(asking()).when(new RemoveFromGroup(CLOSED, ANA, MIA)).expectEvents(declined(MIA));
    }

    @Test
    void whoManagesTheGroupRemovesAMember() {
        membership()
                .given(in(CLOSED, MIA))
                .when(new RemoveFromGroup(CLOSED, ANA, MIA))
                .expectEvents(out(CLOSED, MIA));
        membership()
                .given(in(CLOSED, MIA), out(CLOSED, MIA))
                .when(new RemoveFromGroup(CLOSED, ANA, MIA))
                .expectNoEvents();
        refuses(new RemoveFromGroup(CLOSED, ANA, MIA), NOT_IN_THE_GROUP);
    }

    @Test
    void aMemberBecomesAManagerOnce() {
        membership()
                .given(in(CLOSED, MIA))
                .when(new AppointManagerOfGroup(CLOSED, ANA, MIA))
                .expectEvents(up());
        membership()
                .given(in(CLOSED, MIA), up())
                .when(new AppointManagerOfGroup(CLOSED, ANA, MIA))
                .expectNoEvents();
        refuses(new AppointManagerOfGroup(CLOSED, ANA, MIA), NOT_IN_THE_GROUP);
        refuses(new AppointManagerOfGroup(CLOSED, ANA, MIA), NOT_IN_THE_GROUP, in(CLOSED, MIA), out(CLOSED, null));
    }

    @Test
    void aManagerIsDismissedByOthersOrByOneself() {
        membership()
                .given(in(CLOSED, MIA), up())
                .when(new DismissManagerOfGroup(CLOSED, ANA, MIA))
                .expectEvents(new GroupManagerDismissed(id(CLOSED), CLOSED, ANA, MIA));
        membership()
                .given(in(CLOSED, MIA), up())
                .when(new DismissManagerOfGroup(CLOSED, ANA, ANA))
                .expectEvents(new GroupManagerDismissed(id(CLOSED), CLOSED, ANA, ANA));
        membership()
                .given(in(CLOSED, MIA))
                .when(new DismissManagerOfGroup(CLOSED, ANA, MIA))
                .expectNoEvents();
        refuses(new DismissManagerOfGroup(CLOSED, ANA, MIA), NOT_IN_THE_GROUP);
    }

    @Test
    void whoGoesManagesTheGroupNoLonger() {
        membership()
                .given(in(OPEN, null), new GroupManagerAppointed(id(OPEN), OPEN, ANA, MIA), out(OPEN, null))
                .when(new DismissManagerOfGroup(OPEN, ANA, MIA))
                .expectNoEvents();
    }

    @Test
    void anArchivedGroupTakesNobody() {
        refuses(new JoinGroup(ARCHIVED, ANA), GROUP_ARCHIVED);
        refuses(new AdmitToGroup(ARCHIVED, ANA, MIA), GROUP_ARCHIVED);
    }

    @Test
    void nobodyJoinsAGroupThatIsNotThere() {
        refuses(new JoinGroup(NOWHERE, ANA), GROUP_UNKNOWN);
        refuses(new AdmitToGroup(NOWHERE, ANA, null), GROUP_UNKNOWN);
    }

    @Test
    void nobodyJoinsOrIsAdmittedWhoIsNotThere() {
        refuses(new JoinGroup(OPEN, NOBODY), MEMBER_UNKNOWN);
        refuses(new AdmitToGroup(CLOSED, GONE, MIA), MEMBER_HAS_LEFT);
        refuses(new AdmitToGroup(CLOSED, ANA, GONE), MEMBER_HAS_LEFT);
    }

    @Test
    void nobodyLeavesWithoutHavingJoined() {
        refuses(new LeaveGroup(OPEN, ANA), NOT_IN_THE_GROUP);
    }

    private static void refuses(Object command, Rule rule, Object... before) {
        membership().given(before).when(command).expectException(breaking(rule)).expectNoEvents();
    }

    private static MembershipId id(GroupId group) {
        return MembershipId.of(group, ANA);
    }

    private static GroupJoinRequested asking() {
        return new GroupJoinRequested(id(CLOSED), CLOSED, ANA);
    }

    private static GroupJoinDeclined declined(MemberId by) {
        return new GroupJoinDeclined(id(CLOSED), CLOSED, ANA, by);
    }

    private static GroupJoined in(GroupId group, @Nullable MemberId by) {
        return new GroupJoined(id(group), group, ANA, by);
    }

    private static GroupLeft out(GroupId group, @Nullable MemberId by) {
        return new GroupLeft(id(group), group, ANA, by);
    }

    private static GroupManagerAppointed up() {
        return new GroupManagerAppointed(id(CLOSED), CLOSED, ANA, MIA);
    }
}
