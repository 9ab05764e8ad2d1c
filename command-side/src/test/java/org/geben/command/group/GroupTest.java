package org.geben.command.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.group.GroupAccess.CLOSED;
import static org.geben.kernel.group.GroupAccess.OPEN;
import static org.geben.kernel.group.GroupAccess.SECRET;
import static org.geben.kernel.group.GroupPosting.EVERYONE;
import static org.geben.kernel.group.GroupPosting.MANAGERS;
import static org.geben.kernel.group.GroupRule.GROUP_ARCHIVED;
import static org.geben.kernel.group.GroupRule.GROUP_MANAGER_REQUIRED;
import static org.geben.kernel.group.GroupRule.GROUP_NAME_OUT_OF_BOUNDS;
import static org.geben.kernel.group.GroupRule.GROUP_POSTING_TOO_WIDE;
import static org.geben.kernel.group.GroupRule.GROUP_PURPOSE_OUT_OF_BOUNDS;
import static org.geben.kernel.group.GroupRule.GROUP_STAYS_CLOSED;
import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import java.util.List;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.LogView;
import org.geben.command.Past;
import org.geben.command.member.Members;
import org.geben.kernel.Rule;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupArchived;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupEvent.GroupReopened;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupManagerAppointed;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId GONE = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId CARLA = MemberId.of("018f3c1e-0000-7000-8000-00000000000e");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final GroupId GROUP = GroupId.of("018f3c1e-0000-7000-8000-0000000000c0");
    private static final GroupFounded FOUNDED = new GroupFounded(GROUP, "Gardening", "Growing things.", CLOSED, ANA);
    private static final GroupArchived ARCHIVED = new GroupArchived(GROUP, ANA);

    private final Past past = new Past()
            .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
            .happened(BEN, new MemberJoined(BEN, new Handle("ben"), "Ben", null, false))
            .happened(CARLA, new MemberJoined(CARLA, new Handle("carla"), "Carla", null, false))
            .happened(CARLA, new RoleGranted(CARLA, Role.COMMUNITY_MANAGER, null))
            .happened(GONE, new MemberJoined(GONE, new Handle("gone"), "Gone", null, false), new MemberLeft(GONE));

    private AggregateTestFixture<Group> group() {
        Members members = new Members(past.log());
        Groups groups = new Groups(past.log());
        Memberships memberships = new Memberships(past.log(), groups, members);
        AggregateTestFixture<Group> fixture = new AggregateTestFixture<>(Group.class);
        fixture.registerInjectableResource(members);
        fixture.registerInjectableResource(memberships);
        fixture.registerInjectableResource(new FirstMembers(EventSourcingRepository.builder(Membership.class)
                .eventStore(past.log())
                .parameterResolverFactory(MultiParameterResolverFactory.ordered(
                        ClasspathParameterResolverFactory.forClass(Membership.class),
                        new SimpleResourceParameterResolverFactory(List.of(groups, members, memberships))))
                .build()));
        return fixture;
    }

    private AggregateTestFixture<Group> managedByAna(GroupAccess access) {
        MembershipId membership = MembershipId.of(GROUP, ANA);
        past.happened(GROUP, new GroupFounded(GROUP, "Gardening", "Growing things.", access, ANA))
                .happened(membership, new GroupJoined(membership, GROUP, ANA))
                .happened(membership, new GroupManagerAppointed(membership, GROUP, ANA, null));
        return group();
    }

    @Test
    void isFoundedOnce() {
        FoundGroup command = new FoundGroup(GROUP, "Gardening", "Growing things.", ANA, CLOSED, null);
        group().givenNoPriorActivity().when(command).expectEvents(FOUNDED);
        group().given(FOUNDED).when(command).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void isOpenWhereNothingElseIsSaid() {
        group().givenNoPriorActivity()
                .when(new FoundGroup(GROUP, "Gardening", null, null))
                .expectEvents(new GroupFounded(GROUP, "Gardening", null, OPEN, null));
    }

    @Test
    void itsFounderIsItsFirstMemberAndManager() {
        group().givenNoPriorActivity()
                .when(new FoundGroup(GROUP, "Gardening", null, ANA, SECRET, MANAGERS))
                .expectEvents(new GroupFounded(GROUP, "Gardening", null, SECRET, ANA, MANAGERS));
        MembershipId membership = MembershipId.of(GROUP, ANA);
        LogView<List<Object>> happened = new LogView<>(
                past.log(),
                (before, event) -> before == null ? List.of(event) : List.of(before.getFirst(), event),
                GroupJoined.class,
                GroupManagerAppointed.class);
        assertThat(happened.of(membership))
                .contains(List.of(
                        new GroupJoined(membership, GROUP, ANA),
                        new GroupManagerAppointed(membership, GROUP, ANA, null)));
    }

    @Test
    void rejectsAFounderWhoIsNotThere() {
        refuses(new FoundGroup(GROUP, "Gardening", null, NOBODY), MEMBER_UNKNOWN);
        refuses(new FoundGroup(GROUP, "Gardening", null, GONE), MEMBER_HAS_LEFT);
    }

    @Test
    void rejectsANamePurposeOrPostingOutOfBounds() {
        refuses(new FoundGroup(GROUP, " ", null, ANA), GROUP_NAME_OUT_OF_BOUNDS);
        refuses(new FoundGroup(GROUP, "Gardening", "x".repeat(2_001), ANA), GROUP_PURPOSE_OUT_OF_BOUNDS);
        refuses(new FoundGroup(GROUP, "Gardening", null, ANA, CLOSED, EVERYONE), GROUP_POSTING_TOO_WIDE);
    }

    @Test
    void whoManagesItChangesPartsOfIt() {
        managedByAna(CLOSED)
                .given(FOUNDED)
                .when(describing("Gardens", "", null, MANAGERS, ANA))
                .expectEvents(new GroupDescribed(GROUP, "Gardens", null, CLOSED, MANAGERS, ANA));
        group().given(FOUNDED)
                .when(describing("Gardens", null, null, null, CARLA))
                .expectEvents(new GroupDescribed(GROUP, "Gardens", "Growing things.", CLOSED, null, CARLA));
        group().given(FOUNDED)
                .when(describing(null, null, SECRET, null, null))
                .expectEvents(new GroupDescribed(GROUP, "Gardening", "Growing things.", SECRET, null, null));
        group().given(FOUNDED)
                .when(describing("Gardening", null, CLOSED, null, ANA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void nobodyElseDescribesArchivesOrReopensIt() {
        managedByAna(CLOSED);
        refusesOf(describing("Mine", null, null, null, BEN), GROUP_MANAGER_REQUIRED, FOUNDED);
        refusesOf(describing("Mine", null, null, null, GONE), MEMBER_HAS_LEFT, FOUNDED);
        refusesOf(new ArchiveGroup(GROUP, BEN), GROUP_MANAGER_REQUIRED, FOUNDED);
        refusesOf(new ReopenGroup(GROUP, BEN), GROUP_MANAGER_REQUIRED, FOUNDED, ARCHIVED);
    }

    @Test
    void whatIsSecretIsUnknownToThoseOutside() {
        managedByAna(SECRET);
        refusesOf(describing("Mine", null, null, null, BEN), GROUP_UNKNOWN, FOUNDED);
        refusesOf(new ArchiveGroup(GROUP, BEN), GROUP_UNKNOWN, FOUNDED);
    }

    @Test
    void doesNotOpenOnceItWasClosed() {
        managedByAna(CLOSED);
        refusesOf(describing(null, null, OPEN, null, ANA), GROUP_STAYS_CLOSED, FOUNDED);
    }

    @Test
    void aDescriptionStaysWithinBounds() {
        managedByAna(OPEN);
        refusesOf(describing(" ", null, null, null, ANA), GROUP_NAME_OUT_OF_BOUNDS, FOUNDED);
        refusesOf(describing(null, null, CLOSED, EVERYONE, ANA), GROUP_POSTING_TOO_WIDE, FOUNDED);
    }

    @Test
    void isArchivedAndReopened() {
        managedByAna(CLOSED).given(FOUNDED).when(new ArchiveGroup(GROUP, ANA)).expectEvents(ARCHIVED);
        group().given(FOUNDED, ARCHIVED).when(new ArchiveGroup(GROUP, ANA)).expectNoEvents();
        group().given(FOUNDED, ARCHIVED)
                .when(new ReopenGroup(GROUP, null))
                .expectEvents(new GroupReopened(GROUP, null));
        group().given(FOUNDED).when(new ReopenGroup(GROUP, ANA)).expectNoEvents();
    }

    @Test
    void anArchivedGroupTakesNoChanges() {
        managedByAna(CLOSED);
        refusesOf(describing("Gardens", null, null, null, ANA), GROUP_ARCHIVED, FOUNDED, ARCHIVED);
    }

    @Test
    void nothingUnknownIsDescribedArchivedOrReopened() {
        refuses(describing("Gardens", null, null, null, ANA), GROUP_UNKNOWN);
        refuses(new ArchiveGroup(GROUP, ANA), GROUP_UNKNOWN);
        refuses(new ReopenGroup(GROUP, ANA), GROUP_UNKNOWN);
    }

    private static DescribeGroup describing(
            @Nullable String name,
            @Nullable String purpose,
            @Nullable GroupAccess access,
            @Nullable GroupPosting posting,
            @Nullable MemberId by) {
        return new DescribeGroup(GROUP, name, purpose, access, posting, by);
    }

    private void refuses(Object command, Rule rule) {
        group().givenNoPriorActivity()
                .when(command)
                .expectException(breaking(rule))
                .expectNoEvents();
    }

    private void refusesOf(Object command, Rule rule, Object... before) {
        group().given(before).when(command).expectException(breaking(rule)).expectNoEvents();
    }
}
