package org.geben.command.pledge;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;
import static org.geben.kernel.member.MemberRule.ROLE_REQUIRED;
import static org.geben.kernel.pledge.PledgeRule.PLEDGE_DAY_OUT_OF_BOUNDS;
import static org.geben.kernel.pledge.PledgeRule.PLEDGE_OUT_OF_BOUNDS;
import static org.geben.kernel.pledge.PledgeRule.PLEDGE_UNKNOWN;
import static org.geben.kernel.pledge.PledgeUnit.HOURS;
import static org.geben.kernel.pledge.PledgeUnit.INTERACTIONS;

import java.time.LocalDate;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.member.Members;
import org.geben.kernel.Rule;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeEvent.PledgeChanged;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.kernel.pledge.PledgeId;
import org.geben.kernel.pledge.PledgeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadershipPledgeTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-000000000000");
    private static final PledgeId ID = PledgeId.of(ANA);
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final Pledge TWO_HOURS = new Pledge(HOURS, 2, MONDAY);
    private static final Pledge TEN_REPLIES = new Pledge(INTERACTIONS, 10, MONDAY);
    private static final PledgeMade MADE = new PledgeMade(ID, ANA, TWO_HOURS);

    /** Ana leads; Ben did. */
    private static AggregateTestFixture<LeadershipPledge> pledge() {
        Past past = new Past()
                .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
                .happened(ANA, new RoleGranted(ANA, Role.LEADER, null))
                .happened(BEN, new MemberJoined(BEN, new Handle("ben"), "Ben", null, false))
                .happened(BEN, new RoleGranted(BEN, Role.LEADER, null), new RoleRevoked(BEN, Role.LEADER, null));
        AggregateTestFixture<LeadershipPledge> fixture = new AggregateTestFixture<>(LeadershipPledge.class);
        fixture.registerInjectableResource(new Members(past.log()));
        return fixture;
    }

    @Test
    void isMadeChangedAndEnded() {
        pledge().givenNoPriorActivity().when(new MakePledge(ANA, TWO_HOURS)).expectEvents(MADE);
        pledge().given(MADE)
                .when(new MakePledge(ANA, TEN_REPLIES))
                .expectEvents(new PledgeChanged(ID, ANA, TEN_REPLIES));
        pledge().given(MADE).when(new EndPledge(ANA)).expectEvents(new PledgeEnded(ID, ANA));
    }

    @Test
    void isMadeAnewAfterItHasEnded() {
        pledge().given(MADE, new PledgeEnded(ID, ANA))
                .when(new MakePledge(ANA, TWO_HOURS))
                .expectEvents(MADE);
    }

    @Test
    void saysNothingNewWhenItIsRepeated() {
        pledge().given(MADE)
                .when(new MakePledge(ANA, TWO_HOURS))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        pledge().given(MADE, new PledgeEnded(ID, ANA))
                .when(new EndPledge(ANA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void rejectsWhoDoesNotLead() {
        refuses(new MakePledge(BEN, TWO_HOURS), ROLE_REQUIRED);
        refuses(new MakePledge(NOBODY, TWO_HOURS), MEMBER_UNKNOWN);
    }

    @Test
    void endsNothingThatWasNotPledged() {
        refuses(new EndPledge(ANA), PLEDGE_UNKNOWN);
    }

    @Test
    void isEndedByALeaderWhoLeadsNoLonger() {
        pledge().given(new PledgeMade(PledgeId.of(BEN), BEN, TWO_HOURS))
                .when(new EndPledge(BEN))
                .expectEvents(new PledgeEnded(PledgeId.of(BEN), BEN));
    }

    @ParameterizedTest
    @CsvSource({"HOURS, 0", "HOURS, 41", "INTERACTIONS, 0", "INTERACTIONS, 501"})
    void rejectsMoreThanAWeekHolds(PledgeUnit unit, int perWeek) {
        refuses(new MakePledge(ANA, new Pledge(unit, perWeek, MONDAY)), PLEDGE_OUT_OF_BOUNDS);
    }

    @ParameterizedTest
    @CsvSource({"1969-12-31", "3000-01-01"})
    void rejectsDaysThatAreNoneOfOurs(LocalDate from) {
        refuses(new MakePledge(ANA, new Pledge(HOURS, 2, from)), PLEDGE_DAY_OUT_OF_BOUNDS);
    }

    private static void refuses(Object command, Rule rule) {
        pledge().givenNoPriorActivity()
                .when(command)
                .expectException(breaking(rule))
                .expectNoEvents();
    }
}
