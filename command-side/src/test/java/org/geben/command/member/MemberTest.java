package org.geben.command.member;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.member.MemberRule.FOLLOWING_ONESELF;
import static org.geben.kernel.member.MemberRule.HANDLE_MALFORMED;
import static org.geben.kernel.member.MemberRule.HANDLE_TAKEN;
import static org.geben.kernel.member.MemberRule.LAST_OF_THE_ROLE;
import static org.geben.kernel.member.MemberRule.MEMBER_ABOUT_OUT_OF_BOUNDS;
import static org.geben.kernel.member.MemberRule.MEMBER_ALREADY_WELCOMED;
import static org.geben.kernel.member.MemberRule.MEMBER_EMAIL_MALFORMED;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_NAME_OUT_OF_BOUNDS;
import static org.geben.kernel.member.MemberRule.MEMBER_SUSPENDED;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;
import static org.geben.kernel.member.MemberRule.ROLE_OF_EVERYONE;
import static org.geben.kernel.member.MemberRule.ROLE_REQUIRED;
import static org.geben.kernel.member.MemberRule.SUSPENSION_OF_ONESELF;
import static org.geben.kernel.member.MemberRule.SUSPENSION_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.member.MemberRule.WELCOME_TO_ONESELF;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.member.Role.LEADER;
import static org.geben.kernel.member.Role.MEMBER;
import static org.geben.kernel.member.Role.MODERATOR;

import java.util.Arrays;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.kernel.Rule;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.Email;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.HandleEvent.HandleReserved;
import org.geben.kernel.member.MemberEvent.DigitalComfortDeclared;
import org.geben.kernel.member.MemberEvent.LeaderboardVisibilityChosen;
import org.geben.kernel.member.MemberEvent.MemberFollowed;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.MemberUnfollowed;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.OfficeEvent.OfficeTaken;
import org.geben.kernel.member.OfficeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId CARLA = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId DORA = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final MemberId ELI = MemberId.of("018f3c1e-0000-7000-8000-00000000000e");
    private static final MemberId FINN = MemberId.of("018f3c1e-0000-7000-8000-00000000000f");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-000000000000");
    private static final Handle HANDLE = new Handle("ana");
    private static final Handle TAKEN = new Handle("Ben");
    private static final MemberJoined JOINED = new MemberJoined(ANA, HANDLE, "Ana", "Gardener.", false);

    /** Ben holds a handle; Carla runs the community; Dora moderates; Eli has left and Finn is suspended. */
    private static Past past() {
        return new Past()
                .happened(TAKEN.reservationId(), new HandleReserved(TAKEN, BEN))
                .happened(BEN, new MemberJoined(BEN, TAKEN, "Ben", null, false))
                .happened(CARLA, new MemberJoined(CARLA, new Handle("carla"), "Carla", null, false))
                .happened(CARLA, new RoleGranted(CARLA, ADMIN, null), new RoleGranted(CARLA, COMMUNITY_MANAGER, null))
                .happened(OfficeId.of(ADMIN), new OfficeTaken(OfficeId.of(ADMIN), ADMIN, CARLA))
                .happened(DORA, new MemberJoined(DORA, new Handle("dora"), "Dora", null, false))
                .happened(DORA, new RoleGranted(DORA, MODERATOR, CARLA))
                .happened(ELI, new MemberJoined(ELI, new Handle("eli"), "Eli", null, false), new MemberLeft(ELI))
                .happened(FINN, new MemberJoined(FINN, new Handle("finn"), "Finn", null, false))
                .happened(FINN, new RoleGranted(FINN, ADMIN, null), new MemberSuspended(FINN, "Loud.", null));
    }

    private static AggregateTestFixture<Member> member() {
        return member(past());
    }

    private static AggregateTestFixture<Member> member(Past past) {
        AggregateTestFixture<Member> fixture = new AggregateTestFixture<>(Member.class);
        fixture.registerInjectableResource(new Handles(EventSourcingRepository.builder(HandleReservation.class)
                .eventStore(past.log())
                .build()));
        fixture.registerInjectableResource(new Offices(EventSourcingRepository.builder(Office.class)
                .eventStore(past.log())
                .build()));
        fixture.registerInjectableResource(new Members(past.log()));
        return fixture;
    }

    @Test
    void joins() {
        member().givenNoPriorActivity()
                .when(new JoinMember(ANA, HANDLE, "Ana", "Gardener.", false))
                .expectEvents(JOINED);
    }

    @Test
    void joinsOnceHoweverOftenItIsSaid() {
        member().given(JOINED)
                .when(new JoinMember(ANA, HANDLE, "Ana", "Gardener.", false))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-ana", "an a", "ana@home", "a\u0000b"})
    void rejectsAHandleThatCannotBeWrittenAfterAnAtSign(String handle) {
        member().givenNoPriorActivity()
                .when(new JoinMember(ANA, new Handle(handle), "Ana", null, false))
                .expectException(breaking(HANDLE_MALFORMED))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ben", "ben", "BEN", "Erased-0123456789abcdef"})
    void rejectsAHandleThatAnotherMemberHoldsWhateverItsCase(String handle) {
        member().givenNoPriorActivity()
                .when(new JoinMember(ANA, new Handle(handle), "Ana", null, false))
                .expectException(breaking(HANDLE_TAKEN))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", LONG_NAME})
    void rejectsANameOutOfBounds(String name) {
        member().givenNoPriorActivity()
                .when(new JoinMember(ANA, HANDLE, name, null, false))
                .expectException(breaking(MEMBER_NAME_OUT_OF_BOUNDS))
                .expectNoEvents();
    }

    @Test
    void rejectsALifeStory() {
        member().givenNoPriorActivity()
                .when(new JoinMember(ANA, HANDLE, "Ana", "x".repeat(10_001), false))
                .expectException(breaking(MEMBER_ABOUT_OUT_OF_BOUNDS))
                .expectNoEvents();
    }

    @Test
    void changesWhatIsSaidOfTheProfileAndKeepsTheRest() {
        member().given(JOINED)
                .when(new ChangeProfile(ANA, null, "Ana Grün", null))
                .expectEvents(new MemberProfileChanged(ANA, HANDLE, "Ana Grün", "Gardener."));
    }

    @Test
    void aProfileThatStaysTheSameIsNoChange() {
        member().given(JOINED)
                .when(new ChangeProfile(ANA, HANDLE, "Ana", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void rejectsAChangeToAHandleThatIsTaken() {
        member().given(JOINED)
                .when(new ChangeProfile(ANA, TAKEN, null, null))
                .expectException(breaking(HANDLE_TAKEN))
                .expectNoEvents();
    }

    @Test
    void rejectsAProfileChangeByWhoHasLeft() {
        member().given(JOINED, new MemberLeft(ANA))
                .when(new ChangeProfile(ANA, null, "Ana Grün", null))
                .expectException(breaking(MEMBER_HAS_LEFT))
                .expectNoEvents();
    }

    @Test
    void joinsInvitedAndSaysWhereToReachThem() {
        Email email = new Email("ana@example.org");
        member().givenNoPriorActivity()
                .when(new JoinMember(ANA, HANDLE, "Ana", null, false, email, BEN))
                .expectEvents(new MemberJoined(ANA, HANDLE, "Ana", null, false, email, BEN));
    }

    @Test
    void onlyWhoIsPresentInvites() {
        rejects(new JoinMember(ANA, HANDLE, "Ana", null, false, null, NOBODY), MEMBER_UNKNOWN);
        rejects(new JoinMember(ANA, HANDLE, "Ana", null, false, null, ELI), MEMBER_HAS_LEFT);
        rejects(new JoinMember(ANA, HANDLE, "Ana", null, false, null, FINN), MEMBER_SUSPENDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ana", "@", "ana@", "@example.org", "ana@home@away", "ana @example.org", "ana@exa\u0000mple"})
    void rejectsWhatIsCertainlyNoEmailAddress(String email) {
        rejects(new JoinMember(ANA, HANDLE, "Ana", null, false, new Email(email), null), MEMBER_EMAIL_MALFORMED);
    }

    @Test
    void rejectsAnEmailAddressThatNoMailServerTakes() {
        Email long255 = new Email("a".repeat(243) + "@example.org");
        rejects(new JoinMember(ANA, HANDLE, "Ana", null, false, long255, null), MEMBER_EMAIL_MALFORMED);
    }

    @Test
    void takesAnEmailAddressAwayWhereItIsSetToNothing() {
        Email email = new Email("ana@example.org");
        member().given(new MemberJoined(ANA, HANDLE, "Ana", null, false, email, null))
                .when(new ChangeProfile(ANA, null, null, null, new Email("")))
                .expectEvents(new MemberProfileChanged(ANA, HANDLE, "Ana", null, null));
    }

    @Test
    void declaresAComfortAndMayThinkBetterOfIt() {
        member().given(JOINED)
                .when(new DeclareComfort(ANA, DigitalComfort.HESITANT))
                .expectEvents(new DigitalComfortDeclared(ANA, DigitalComfort.HESITANT));
        member().given(JOINED, new DigitalComfortDeclared(ANA, DigitalComfort.HESITANT))
                .when(new DeclareComfort(ANA, DigitalComfort.HESITANT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        member().given(JOINED, new DigitalComfortDeclared(ANA, DigitalComfort.HESITANT))
                .when(new DeclareComfort(ANA, DigitalComfort.IMMIGRANT))
                .expectEvents(new DigitalComfortDeclared(ANA, DigitalComfort.IMMIGRANT));
    }

    @Test
    void isWelcomedOnce() {
        member().given(JOINED).when(new WelcomeMember(ANA, BEN)).expectEvents(new MemberWelcomed(ANA, BEN));
        member().given(JOINED, new MemberWelcomed(ANA, BEN))
                .when(new WelcomeMember(ANA, BEN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        rejects(new WelcomeMember(ANA, DORA), MEMBER_ALREADY_WELCOMED, JOINED, new MemberWelcomed(ANA, BEN));
        rejects(new WelcomeMember(ANA, ANA), WELCOME_TO_ONESELF, past().happened(ANA, JOINED), JOINED);
        rejects(new WelcomeMember(ANA, ELI), MEMBER_HAS_LEFT, JOINED);
    }

    @Test
    void administratorAndOperatorGrantRolesOnce() {
        member().given(JOINED)
                .when(new GrantRole(ANA, LEADER, CARLA))
                .expectEvents(new RoleGranted(ANA, LEADER, CARLA));
        member().given(JOINED)
                .when(new GrantRole(ANA, COMMUNITY_MANAGER, null))
                .expectEvents(new RoleGranted(ANA, COMMUNITY_MANAGER, null));
        member().given(JOINED, new RoleGranted(ANA, LEADER, CARLA))
                .when(new GrantRole(ANA, LEADER, CARLA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void nobodyElseGrantsOrRevokesRoles() {
        rejects(new GrantRole(ANA, LEADER, DORA), ROLE_REQUIRED, JOINED);
        rejects(new GrantRole(ANA, LEADER, FINN), MEMBER_SUSPENDED, JOINED);
        rejects(new RevokeRole(ANA, LEADER, BEN), ROLE_REQUIRED, JOINED, new RoleGranted(ANA, LEADER, CARLA));
        rejects(new GrantRole(ANA, MEMBER, CARLA), ROLE_OF_EVERYONE, JOINED);
        rejects(new RevokeRole(ANA, MEMBER, CARLA), ROLE_OF_EVERYONE, JOINED);
    }

    @Test
    void rolesAreRevokedByAdministratorOperatorOrTheMember() {
        for (MemberId by : Arrays.asList(CARLA, ANA, null)) {
            member().given(JOINED, new RoleGranted(ANA, LEADER, CARLA))
                    .when(new RevokeRole(ANA, LEADER, by))
                    .expectEvents(new RoleRevoked(ANA, LEADER, by));
        }
        member().given(JOINED)
                .when(new RevokeRole(ANA, LEADER, CARLA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void theLastCommunityManagerStays() {
        Object[] manager = {JOINED, new RoleGranted(ANA, COMMUNITY_MANAGER, null)};
        Past alone = past().happened(
                        OfficeId.of(COMMUNITY_MANAGER),
                        new OfficeTaken(OfficeId.of(COMMUNITY_MANAGER), COMMUNITY_MANAGER, ANA));
        rejects(new RevokeRole(ANA, COMMUNITY_MANAGER, CARLA), LAST_OF_THE_ROLE, alone, manager);
        rejects(new LeaveCommunity(ANA), LAST_OF_THE_ROLE, alone, manager);
        rejects(new SuspendMember(ANA, "Spam.", CARLA), LAST_OF_THE_ROLE, alone, manager);

        Past withBen = alone.happened(
                OfficeId.of(COMMUNITY_MANAGER),
                new OfficeTaken(OfficeId.of(COMMUNITY_MANAGER), COMMUNITY_MANAGER, BEN));
        member(withBen)
                .given(manager)
                .when(new LeaveCommunity(ANA))
                .expectEvents(new RoleRevoked(ANA, COMMUNITY_MANAGER, ANA), new MemberLeft(ANA));
    }

    @Test
    void isSuspendedForAReasonAndReinstated() {
        member().given(JOINED)
                .when(new SuspendMember(ANA, "Spam.", DORA))
                .expectEvents(new MemberSuspended(ANA, "Spam.", DORA));
        member().given(JOINED, new MemberSuspended(ANA, "Spam.", DORA))
                .when(new SuspendMember(ANA, "Spam again.", CARLA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        member().given(JOINED, new MemberSuspended(ANA, "Spam.", DORA))
                .when(new ReinstateMember(ANA, CARLA))
                .expectEvents(new MemberReinstated(ANA, CARLA));
        member().given(JOINED)
                .when(new ReinstateMember(ANA, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        rejects(new SuspendMember(ANA, "Spam.", DORA), ROLE_REQUIRED, JOINED, new RoleGranted(ANA, ADMIN, CARLA));
        rejects(new SuspendMember(ANA, " ", DORA), SUSPENSION_REASON_OUT_OF_BOUNDS, JOINED);
        rejects(new SuspendMember(ANA, "x".repeat(2_001), DORA), SUSPENSION_REASON_OUT_OF_BOUNDS, JOINED);
        rejects(new SuspendMember(ANA, "Spam.", BEN), ROLE_REQUIRED, JOINED);
        rejects(new SuspendMember(ANA, "Spam.", ANA), SUSPENSION_OF_ONESELF, JOINED);
        rejects(new ReinstateMember(ANA, BEN), ROLE_REQUIRED, JOINED, new MemberSuspended(ANA, "Spam.", DORA));
    }

    @Test
    void whoIsSuspendedDoesNothing() {
        for (Object command : new Object[] {
            new ChangeProfile(ANA, null, "Ana", null),
            new DeclareComfort(ANA, DigitalComfort.NATIVE),
            new FollowMember(ANA, BEN),
            new ChooseLeaderboardVisibility(ANA, false),
            new WelcomeMember(ANA, BEN),
            new GrantRole(ANA, LEADER, CARLA)
        }) {
            rejects(command, MEMBER_SUSPENDED, JOINED, new MemberSuspended(ANA, "Spam.", DORA));
        }
    }

    @Test
    void followsOthersAndStops() {
        member().given(JOINED).when(new FollowMember(ANA, BEN)).expectEvents(new MemberFollowed(ANA, BEN));
        member().given(JOINED, new MemberFollowed(ANA, BEN))
                .when(new FollowMember(ANA, BEN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        member().given(JOINED, new MemberFollowed(ANA, BEN))
                .when(new UnfollowMember(ANA, BEN))
                .expectEvents(new MemberUnfollowed(ANA, BEN));
        member().given(JOINED)
                .when(new UnfollowMember(ANA, BEN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        rejects(new FollowMember(ANA, ANA), FOLLOWING_ONESELF, JOINED);
        rejects(new FollowMember(ANA, NOBODY), MEMBER_UNKNOWN, JOINED);
    }

    @Test
    void choosesWhetherLeaderboardsNameThem() {
        LeaderboardVisibilityChosen hidden = new LeaderboardVisibilityChosen(ANA, false);
        member().given(JOINED).when(new ChooseLeaderboardVisibility(ANA, false)).expectEvents(hidden);
        member().given(JOINED)
                .when(new ChooseLeaderboardVisibility(ANA, true))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        member().given(JOINED, hidden)
                .when(new ChooseLeaderboardVisibility(ANA, true))
                .expectEvents(new LeaderboardVisibilityChosen(ANA, true));
    }

    @Test
    void leavesOnce() {
        member().given(JOINED).when(new LeaveCommunity(ANA)).expectEvents(new MemberLeft(ANA));
        member().given(JOINED, new MemberLeft(ANA))
                .when(new LeaveCommunity(ANA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void returnsAfterLeaving() {
        member().given(JOINED, new MemberLeft(ANA))
                .when(new ReturnToCommunity(ANA))
                .expectEvents(new MemberReturned(ANA));
        member().given(JOINED)
                .when(new ReturnToCommunity(ANA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void nothingHappensToNobody() {
        for (Object command : new Object[] {
            new ChangeProfile(ANA, null, "Ana", null),
            new DeclareComfort(ANA, DigitalComfort.NATIVE),
            new WelcomeMember(ANA, BEN),
            new GrantRole(ANA, LEADER, CARLA),
            new RevokeRole(ANA, LEADER, CARLA),
            new SuspendMember(ANA, "Spam.", CARLA),
            new ReinstateMember(ANA, CARLA),
            new FollowMember(ANA, BEN),
            new UnfollowMember(ANA, BEN),
            new ChooseLeaderboardVisibility(ANA, false),
            new LeaveCommunity(ANA),
            new ReturnToCommunity(ANA)
        }) {
            rejects(command, MEMBER_UNKNOWN);
        }
    }

    private static void rejects(Object command, Rule rule, Object... history) {
        rejects(command, rule, past(), history);
    }

    private static void rejects(Object command, Rule rule, Past past, Object... history) {
        AggregateTestFixture<Member> member = member(past);
        (history.length == 0 ? member.givenNoPriorActivity() : member.given(history))
                .when(command)
                .expectException(breaking(rule))
                .expectNoEvents();
    }

    private static final String LONG_NAME =
            "A name of more than a hundred characters, which nobody can be expected to read to its end on a small screen.";
}
