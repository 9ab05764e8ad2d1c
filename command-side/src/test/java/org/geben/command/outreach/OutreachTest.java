package org.geben.command.outreach;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;
import static org.geben.kernel.member.MemberRule.ROLE_REQUIRED;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_CLOSED;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_IS_DISCREET;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_NOTE_OUT_OF_BOUNDS;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.outreach.OutreachRule.OUTREACH_UNKNOWN;

import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.member.Members;
import org.geben.kernel.Rule;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachEvent.OutreachAssigned;
import org.geben.kernel.outreach.OutreachEvent.OutreachDismissed;
import org.geben.kernel.outreach.OutreachEvent.OutreachOpened;
import org.geben.kernel.outreach.OutreachEvent.OutreachResolved;
import org.geben.kernel.outreach.OutreachId;
import org.junit.jupiter.api.Test;

class OutreachTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId MANAGER = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId ADMIN = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId GONE = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-00000000000e");
    private static final ContributionId QUESTION = ContributionId.of("018f3c1e-0000-7000-8000-000000000001");
    private static final GroupId GROUP = GroupId.of("018f3c1e-0000-7000-8000-0000000000c0");
    private static final OutreachId CASE = OutreachId.of(Cause.UNANSWERED, ANA, QUESTION);
    private static final Instant SINCE = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant LATER = Instant.parse("2027-04-01T09:00:00Z");
    private static final OutreachOpened OPENED =
            new OutreachOpened(CASE, Cause.UNANSWERED, ANA, QUESTION, GROUP, SINCE);
    private static final OutreachResolved BY_ITSELF = new OutreachResolved(CASE, ANA, null, null);
    private static final OutreachResolved RESOLVED =
            new OutreachResolved(CASE, ANA, MANAGER, "Asked Cleo, who knows beans.");
    private static final OutreachDismissed DISMISSED = new OutreachDismissed(CASE, ANA, MANAGER, "It was a joke.");

    private static AggregateTestFixture<Outreach> outreach() {
        Past past = new Past()
                .happened(ANA, joined(ANA, "ana"))
                .happened(MANAGER, joined(MANAGER, "manager"), new RoleGranted(MANAGER, Role.COMMUNITY_MANAGER, null))
                .happened(ADMIN, joined(ADMIN, "admin"), new RoleGranted(ADMIN, Role.ADMIN, null))
                .happened(
                        GONE,
                        joined(GONE, "gone"),
                        new RoleGranted(GONE, Role.COMMUNITY_MANAGER, null),
                        new MemberLeft(GONE));
        AggregateTestFixture<Outreach> fixture = new AggregateTestFixture<>(Outreach.class);
        fixture.registerInjectableResource(new Members(past.log()));
        return fixture;
    }

    @Test
    void isOpenedOnceForACause() {
        outreach().givenNoPriorActivity().when(opening(SINCE)).expectEvents(OPENED);
        doesNothing(opening(SINCE), OPENED);
        doesNothing(opening(LATER), OPENED);
    }

    @Test
    void opensAgainForALaterCauseOnly() {
        for (Object closed : new Object[] {BY_ITSELF, RESOLVED, DISMISSED}) {
            doesNothing(opening(SINCE), OPENED, closed);
            doesNothing(opening(SINCE.minusSeconds(1)), OPENED, closed);
            outreach()
                    .given(OPENED, closed)
                    .when(opening(LATER))
                    .expectEvents(new OutreachOpened(CASE, Cause.UNANSWERED, ANA, QUESTION, GROUP, LATER));
        }
    }

    @Test
    void closesByItselfWhenItsCauseIsGone() {
        outreach().given(OPENED).when(new CloseOutreach(CASE, SINCE)).expectEvents(BY_ITSELF);
        outreach().given(OPENED).when(new CloseOutreach(CASE, LATER)).expectEvents(BY_ITSELF);
    }

    @Test
    void staysOpenWhenAnEarlierCauseIsGone() {
        doesNothing(new CloseOutreach(CASE, SINCE.minusSeconds(1)), OPENED);
    }

    @Test
    void whatIsNotOpenNeedNotBeClosed() {
        outreach()
                .givenNoPriorActivity()
                .when(new CloseOutreach(CASE, SINCE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        doesNothing(new CloseOutreach(CASE, SINCE), OPENED, RESOLVED);
        doesNothing(new CloseOutreach(CASE, SINCE), OPENED, DISMISSED);
        doesNothing(new CloseOutreach(CASE, SINCE), OPENED, BY_ITSELF);
    }

    @Test
    void isAssignedByAndToThoseWhomTheCommunityTrusts() {
        OutreachAssigned toAdmin = new OutreachAssigned(CASE, ANA, ADMIN, MANAGER);
        outreach().given(OPENED).when(new AssignOutreach(CASE, ADMIN, MANAGER)).expectEvents(toAdmin);
        doesNothing(new AssignOutreach(CASE, ADMIN, MANAGER), OPENED, toAdmin);
        outreach()
                .given(OPENED, toAdmin)
                .when(new AssignOutreach(CASE, MANAGER, ADMIN))
                .expectEvents(new OutreachAssigned(CASE, ANA, MANAGER, ADMIN));
        refuses(new AssignOutreach(CASE, ANA, MANAGER), OUTREACH_IS_DISCREET, OPENED);
        refuses(new AssignOutreach(CASE, GONE, MANAGER), MEMBER_HAS_LEFT, OPENED);
        refuses(new AssignOutreach(CASE, NOBODY, MANAGER), MEMBER_UNKNOWN, OPENED);
    }

    @Test
    void aCaseThatOpensAgainIsAssignedAnew() {
        OutreachAssigned assigned = new OutreachAssigned(CASE, ANA, MANAGER, MANAGER);
        OutreachOpened again = new OutreachOpened(CASE, Cause.UNANSWERED, ANA, QUESTION, GROUP, LATER);
        outreach()
                .given(OPENED, assigned, RESOLVED, again)
                .when(new AssignOutreach(CASE, MANAGER, MANAGER))
                .expectEvents(assigned);
    }

    @Test
    void isResolvedWithOrWithoutANote() {
        outreach()
                .given(OPENED)
                .when(new ResolveOutreach(CASE, MANAGER, "Asked Cleo, who knows beans."))
                .expectEvents(RESOLVED);
        outreach()
                .given(OPENED)
                .when(new ResolveOutreach(CASE, ADMIN, null))
                .expectEvents(new OutreachResolved(CASE, ANA, ADMIN, null));
        doesNothing(new ResolveOutreach(CASE, MANAGER, "Asked Cleo, who knows beans."), OPENED, RESOLVED);
    }

    @Test
    void isDismissedForAReason() {
        outreach()
                .given(OPENED)
                .when(new DismissOutreach(CASE, MANAGER, "It was a joke."))
                .expectEvents(DISMISSED);
        doesNothing(new DismissOutreach(CASE, MANAGER, "It was a joke."), OPENED, DISMISSED);
    }

    @Test
    void whatIsClosedIsLeftAlone() {
        refuses(new ResolveOutreach(CASE, ADMIN, null), OUTREACH_CLOSED, OPENED, RESOLVED);
        refuses(new ResolveOutreach(CASE, MANAGER, null), OUTREACH_CLOSED, OPENED, BY_ITSELF);
        refuses(new ResolveOutreach(CASE, MANAGER, null), OUTREACH_CLOSED, OPENED, DISMISSED);
        refuses(new DismissOutreach(CASE, MANAGER, "Why?"), OUTREACH_CLOSED, OPENED, RESOLVED);
        refuses(new AssignOutreach(CASE, MANAGER, MANAGER), OUTREACH_CLOSED, OPENED, RESOLVED);
    }

    @Test
    void onlyThoseWhomTheCommunityTrustsWorkOnIt() {
        for (Object command : new Object[] {
            new AssignOutreach(CASE, MANAGER, ANA),
            new ResolveOutreach(CASE, ANA, null),
            new DismissOutreach(CASE, ANA, "I am fine.")
        }) {
            refuses(command, ROLE_REQUIRED, OPENED);
        }
        refuses(new ResolveOutreach(CASE, GONE, null), MEMBER_HAS_LEFT, OPENED);
    }

    @Test
    void wordsHaveBounds() {
        String tooLong = "a".repeat(2_001);
        refuses(new ResolveOutreach(CASE, MANAGER, " "), OUTREACH_NOTE_OUT_OF_BOUNDS, OPENED);
        refuses(new ResolveOutreach(CASE, MANAGER, tooLong), OUTREACH_NOTE_OUT_OF_BOUNDS, OPENED);
        refuses(new DismissOutreach(CASE, MANAGER, ""), OUTREACH_REASON_OUT_OF_BOUNDS, OPENED);
        refuses(new DismissOutreach(CASE, MANAGER, tooLong), OUTREACH_REASON_OUT_OF_BOUNDS, OPENED);
    }

    @Test
    void nobodyWorksOnWhatWasNeverOpened() {
        for (Object command : new Object[] {
            new AssignOutreach(CASE, MANAGER, MANAGER),
            new ResolveOutreach(CASE, MANAGER, null),
            new DismissOutreach(CASE, MANAGER, "Why?")
        }) {
            outreach()
                    .givenNoPriorActivity()
                    .when(command)
                    .expectException(breaking(OUTREACH_UNKNOWN))
                    .expectNoEvents();
        }
    }

    private static void doesNothing(Object command, Object... given) {
        outreach().given(given).when(command).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    private static void refuses(Object command, Rule rule, Object... given) {
        outreach().given(given).when(command).expectException(breaking(rule)).expectNoEvents();
    }

    private static OpenOutreach opening(Instant since) {
        return new OpenOutreach(CASE, Cause.UNANSWERED, ANA, QUESTION, GROUP, since);
    }

    private static MemberJoined joined(MemberId member, String handle) {
        return new MemberJoined(member, new Handle(handle), handle, null, false);
    }
}
