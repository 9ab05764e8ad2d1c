package org.geben.command.group;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.group.GroupRule.GROUP_NAME_OUT_OF_BOUNDS;
import static org.geben.kernel.group.GroupRule.GROUP_PURPOSE_OUT_OF_BOUNDS;
import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;
import static org.geben.kernel.group.GroupRule.NOT_IN_THE_GROUP;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.member.Members;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId GONE = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final GroupId GROUP = GroupId.of("018f3c1e-0000-7000-8000-0000000000c0");
    private static final GroupId NOWHERE = GroupId.of("018f3c1e-0000-7000-8000-0000000000c1");
    private static final MembershipId MEMBERSHIP = MembershipId.of(GROUP, ANA);
    private static final GroupFounded FOUNDED =
            new GroupFounded(GROUP, "Gardening", "Growing things.", GroupAccess.OPEN, ANA);

    private static AggregateTestFixture<Group> group() {
        return inTheCommunity(new AggregateTestFixture<>(Group.class));
    }

    private static AggregateTestFixture<Membership> membership() {
        return inTheCommunity(new AggregateTestFixture<>(Membership.class));
    }

    private static <T> AggregateTestFixture<T> inTheCommunity(AggregateTestFixture<T> fixture) {
        Past past = new Past()
                .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
                .happened(GONE, new MemberJoined(GONE, new Handle("gone"), "Gone", null, false), new MemberLeft(GONE))
                .happened(GROUP, FOUNDED);
        fixture.registerInjectableResource(new Members(past.log()));
        fixture.registerInjectableResource(new Groups(past.log()));
        return fixture;
    }

    @Test
    void isFoundedOnce() {
        FoundGroup command = new FoundGroup(GROUP, "Gardening", "Growing things.", ANA);
        group().givenNoPriorActivity().when(command).expectEvents(FOUNDED);
        group().given(FOUNDED).when(command).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void rejectsAFounderWhoIsNotThere() {
        group().givenNoPriorActivity()
                .when(new FoundGroup(GROUP, "Gardening", null, NOBODY))
                .expectException(breaking(MEMBER_UNKNOWN))
                .expectNoEvents();
        group().givenNoPriorActivity()
                .when(new FoundGroup(GROUP, "Gardening", null, GONE))
                .expectException(breaking(MEMBER_HAS_LEFT))
                .expectNoEvents();
    }

    @Test
    void rejectsANameOrPurposeOutOfBounds() {
        group().givenNoPriorActivity()
                .when(new FoundGroup(GROUP, " ", null, ANA))
                .expectException(breaking(GROUP_NAME_OUT_OF_BOUNDS))
                .expectNoEvents();
        group().givenNoPriorActivity()
                .when(new FoundGroup(GROUP, "Gardening", "x".repeat(2_001), ANA))
                .expectException(breaking(GROUP_PURPOSE_OUT_OF_BOUNDS))
                .expectNoEvents();
    }

    @Test
    void aMemberJoinsLeavesAndJoinsAgain() {
        GroupJoined joined = new GroupJoined(MEMBERSHIP, GROUP, ANA);
        GroupLeft left = new GroupLeft(MEMBERSHIP, GROUP, ANA);
        membership().givenNoPriorActivity().when(new JoinGroup(GROUP, ANA)).expectEvents(joined);
        membership().given(joined).when(new JoinGroup(GROUP, ANA)).expectNoEvents();
        membership().given(joined).when(new LeaveGroup(GROUP, ANA)).expectEvents(left);
        membership().given(joined, left).when(new LeaveGroup(GROUP, ANA)).expectNoEvents();
        membership().given(joined, left).when(new JoinGroup(GROUP, ANA)).expectEvents(joined);
    }

    @Test
    void nobodyJoinsAGroupThatIsNotThere() {
        membership()
                .givenNoPriorActivity()
                .when(new JoinGroup(NOWHERE, ANA))
                .expectException(breaking(GROUP_UNKNOWN))
                .expectNoEvents();
    }

    @Test
    void nobodyLeavesWithoutHavingJoined() {
        membership()
                .givenNoPriorActivity()
                .when(new LeaveGroup(GROUP, ANA))
                .expectException(breaking(NOT_IN_THE_GROUP))
                .expectNoEvents();
    }
}
