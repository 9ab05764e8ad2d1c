package org.geben.command.member;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.member.MemberRule.HANDLE_MALFORMED;
import static org.geben.kernel.member.MemberRule.HANDLE_TAKEN;
import static org.geben.kernel.member.MemberRule.MEMBER_ABOUT_OUT_OF_BOUNDS;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_NAME_OUT_OF_BOUNDS;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.HandleEvent.HandleReserved;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final Handle HANDLE = new Handle("ana");
    private static final Handle TAKEN = new Handle("Ben");
    private static final MemberJoined JOINED = new MemberJoined(ANA, HANDLE, "Ana", "Gardener.", false);

    private static AggregateTestFixture<Member> member() {
        Past past = new Past().happened(TAKEN.reservationId(), new HandleReserved(TAKEN, BEN));
        AggregateTestFixture<Member> fixture = new AggregateTestFixture<>(Member.class);
        fixture.registerInjectableResource(new Handles(EventSourcingRepository.builder(HandleReservation.class)
                .eventStore(past.log())
                .build()));
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
    @ValueSource(strings = {"Ben", "ben", "BEN"})
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
    void nobodyUnknownChangesLeavesOrReturns() {
        for (Object command : new Object[] {
            new ChangeProfile(ANA, null, "Ana", null), new LeaveCommunity(ANA), new ReturnToCommunity(ANA)
        }) {
            member().givenNoPriorActivity()
                    .when(command)
                    .expectException(breaking(MEMBER_UNKNOWN))
                    .expectNoEvents();
        }
    }

    private static final String LONG_NAME =
            "A name of more than a hundred characters, which nobody can be expected to read to its end on a small screen.";
}
