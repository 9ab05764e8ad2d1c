package org.geben.command.training;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.ROLE_REQUIRED;
import static org.geben.kernel.training.TrainingRule.NOT_ENROLLED;
import static org.geben.kernel.training.TrainingRule.SESSION_CANCELLED;
import static org.geben.kernel.training.TrainingRule.SESSION_ENDS_TOO_EARLY;
import static org.geben.kernel.training.TrainingRule.SESSION_FULL;
import static org.geben.kernel.training.TrainingRule.SESSION_HAS_BEGUN;
import static org.geben.kernel.training.TrainingRule.SESSION_NOT_BEGUN;
import static org.geben.kernel.training.TrainingRule.SESSION_PLACES_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.SESSION_UNKNOWN;
import static org.geben.kernel.training.TrainingRule.SESSION_WHERE_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.TRAINING_CANCELLED;
import static org.geben.kernel.training.TrainingRule.TRAINING_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.TRAINING_UNKNOWN;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.geben.command.Past;
import org.geben.command.member.Members;
import org.geben.kernel.Envelope;
import org.geben.kernel.Rule;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.training.SessionEvent.SessionCancelled;
import org.geben.kernel.training.SessionEvent.SessionScheduled;
import org.geben.kernel.training.SessionEvent.TrainingCompleted;
import org.geben.kernel.training.SessionEvent.TrainingEnrolled;
import org.geben.kernel.training.SessionEvent.TrainingEnrolmentCancelled;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingEvent.TrainingCancelled;
import org.geben.kernel.training.TrainingEvent.TrainingOffered;
import org.geben.kernel.training.TrainingId;
import org.geben.kernel.training.TrainingKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId CARLA = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId GONE = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final TrainingId TRAINING = TrainingId.of("018f3c1e-0000-7000-8000-0000000000d0");
    private static final TrainingId OFF = TrainingId.of("018f3c1e-0000-7000-8000-0000000000d1");
    private static final TrainingId NOWHERE = TrainingId.of("018f3c1e-0000-7000-8000-0000000000d2");
    private static final SessionId ID = SessionId.of("018f3c1e-0000-7000-8000-0000000000d3");
    private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-02T10:00:00Z");
    private static final Map<String, Object> BEFORE = Map.of(Envelope.OCCURRED_AT, "2026-03-02T08:59:59.999Z");
    private static final Map<String, Object> BEGUN = Map.of(Envelope.OCCURRED_AT, "2026-03-02T09:00:00Z");
    private static final SessionScheduled OF_ONE = new SessionScheduled(ID, TRAINING, FROM, TO, 1, "Greenhouse");
    private static final TrainingEnrolled ANA_IS_IN = new TrainingEnrolled(ID, TRAINING, ANA);
    private static final TrainingEnrolmentCancelled ANA_IS_OUT = new TrainingEnrolmentCancelled(ID, TRAINING, ANA);
    private static final SessionCancelled CANCELLED = new SessionCancelled(ID, TRAINING, "No key.", CARLA);
    private static final TrainingCompleted ANA_IS_DONE = new TrainingCompleted(ID, TRAINING, ANA, CARLA);

    /** Carla holds trainings, of which one is cancelled. */
    private static AggregateTestFixture<Session> session() {
        List<DigitalComfort> levels = List.of(DigitalComfort.HESITANT);
        Past past = new Past()
                .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
                .happened(BEN, new MemberJoined(BEN, new Handle("ben"), "Ben", null, false))
                .happened(CARLA, new MemberJoined(CARLA, new Handle("carla"), "Carla", null, false))
                .happened(CARLA, new RoleGranted(CARLA, Role.LEADER, null))
                .happened(GONE, new MemberJoined(GONE, new Handle("gone"), "Gone", null, false), new MemberLeft(GONE))
                .happened(TRAINING, new TrainingOffered(TRAINING, TrainingKind.TRAINING, "A", null, levels, CARLA))
                .happened(OFF, new TrainingOffered(OFF, TrainingKind.TRAINING, "B", null, levels, CARLA))
                .happened(OFF, new TrainingCancelled(OFF, "Flooded.", CARLA));
        AggregateTestFixture<Session> fixture = new AggregateTestFixture<>(Session.class);
        fixture.registerInjectableResource(new Members(past.log()));
        fixture.registerInjectableResource(new Trainings(past.log()));
        return fixture;
    }

    @Test
    void isScheduledOnce() {
        ScheduleSession schedule = schedule(TRAINING, TO, 1, "Greenhouse", CARLA);
        session().givenNoPriorActivity().when(schedule).expectEvents(OF_ONE);
        repeats(session().given(OF_ONE).when(schedule));
    }

    @Test
    void rejectsASessionThatCannotBeHeld() {
        refuses(schedule(NOWHERE, TO, 1, null, CARLA), TRAINING_UNKNOWN);
        refuses(schedule(OFF, TO, 1, null, CARLA), TRAINING_CANCELLED);
        refuses(schedule(TRAINING, TO, 1, null, ANA), ROLE_REQUIRED);
        refuses(schedule(TRAINING, FROM, 1, null, CARLA), SESSION_ENDS_TOO_EARLY);
        refuses(schedule(TRAINING, TO, 0, null, CARLA), SESSION_PLACES_OUT_OF_BOUNDS);
        refuses(schedule(TRAINING, TO, 1_001, null, CARLA), SESSION_PLACES_OUT_OF_BOUNDS);
        refuses(schedule(TRAINING, TO, 1, " ", CARLA), SESSION_WHERE_OUT_OF_BOUNDS);
    }

    @Test
    void takesAMemberOnce() {
        session().given(OF_ONE).when(enrol(ANA), BEFORE).expectEvents(ANA_IS_IN);
        repeats(session().given(OF_ONE, ANA_IS_IN).when(enrol(ANA), BEGUN));
    }

    @Test
    void rejectsWhoComesWhenThePlacesAreTaken() {
        refuses(session().given(OF_ONE, ANA_IS_IN).when(enrol(BEN), BEFORE), SESSION_FULL);
    }

    @Test
    void rejectsWhoComesTooLateOrIsNotThere() {
        refuses(session().given(OF_ONE).when(enrol(ANA), BEGUN), SESSION_HAS_BEGUN);
        refuses(session().given(OF_ONE).when(enrol(GONE), BEFORE), MEMBER_HAS_LEFT);
        refuses(
                session()
                        .given(new SessionScheduled(ID, OFF, FROM, TO, 1, null))
                        .when(new EnrolInSession(ID, OFF, ANA), BEFORE),
                TRAINING_CANCELLED);
    }

    @Test
    void aPlaceGivenBackIsFreeForAnother() {
        session().given(OF_ONE, ANA_IS_IN).when(cancel(ANA), BEFORE).expectEvents(ANA_IS_OUT);
        repeats(session().given(OF_ONE, ANA_IS_IN, ANA_IS_OUT).when(cancel(ANA), BEGUN));
        session()
                .given(OF_ONE, ANA_IS_IN, ANA_IS_OUT)
                .when(enrol(BEN), BEFORE)
                .expectEvents(new TrainingEnrolled(ID, TRAINING, BEN));
    }

    @Test
    void noPlaceIsGivenBackOnceTheSessionHasBegun() {
        refuses(session().given(OF_ONE, ANA_IS_IN).when(cancel(ANA), BEGUN), SESSION_HAS_BEGUN);
    }

    @Test
    void whoTookPartHasCompletedItOnce() {
        session().given(OF_ONE, ANA_IS_IN).when(confirm(ANA, CARLA), BEGUN).expectEvents(ANA_IS_DONE);
        repeats(session().given(OF_ONE, ANA_IS_IN, ANA_IS_DONE).when(confirm(ANA, CARLA), BEGUN));
    }

    @Test
    void rejectsACompletionThatCannotBe() {
        refuses(session().given(OF_ONE, ANA_IS_IN).when(confirm(ANA, CARLA), BEFORE), SESSION_NOT_BEGUN);
        refuses(session().given(OF_ONE, ANA_IS_IN).when(confirm(BEN, CARLA), BEGUN), NOT_ENROLLED);
        refuses(session().given(OF_ONE, ANA_IS_IN, ANA_IS_OUT).when(confirm(ANA, CARLA), BEGUN), NOT_ENROLLED);
        refuses(session().given(OF_ONE, ANA_IS_IN).when(confirm(ANA, ANA), BEGUN), ROLE_REQUIRED);
    }

    @Test
    void isCancelledOnceBeforeItBegins() {
        session()
                .given(OF_ONE, ANA_IS_IN)
                .when(cancelSession("No key.", CARLA), BEFORE)
                .expectEvents(CANCELLED);
        repeats(session().given(OF_ONE, CANCELLED).when(cancelSession("No room.", CARLA), BEFORE));
        repeats(session().given(OF_ONE, CANCELLED).when(cancelSession("No room.", CARLA), BEGUN));
    }

    @Test
    void aSessionOfATrainingThatWasCancelledCanBeCancelledToo() {
        session()
                .given(new SessionScheduled(ID, OFF, FROM, TO, 1, null))
                .when(new CancelSession(ID, OFF, "Flooded.", CARLA), BEFORE)
                .expectEvents(new SessionCancelled(ID, OFF, "Flooded.", CARLA));
    }

    @Test
    void whatWasCompletedIsNotCancelledByACommandThatIsDatedBack() {
        Object[] completed = {OF_ONE, ANA_IS_IN, ANA_IS_DONE};
        refuses(session().given(completed).when(cancelSession("No key.", CARLA), BEFORE), SESSION_HAS_BEGUN);
        refuses(session().given(completed).when(cancel(ANA), BEFORE), SESSION_HAS_BEGUN);
    }

    @Test
    void rejectsACancellationThatCannotBe() {
        refuses(session().given(OF_ONE).when(cancelSession("No key.", CARLA), BEGUN), SESSION_HAS_BEGUN);
        refuses(session().given(OF_ONE).when(cancelSession("No key.", ANA), BEFORE), ROLE_REQUIRED);
        refuses(session().given(OF_ONE).when(cancelSession("", CARLA), BEFORE), TRAINING_REASON_OUT_OF_BOUNDS);
    }

    @Test
    void whatWasCancelledTakesNobodyAndNobodyHasCompletedIt() {
        refuses(session().given(OF_ONE, CANCELLED).when(enrol(ANA), BEFORE), SESSION_CANCELLED);
        refuses(session().given(OF_ONE, ANA_IS_IN, CANCELLED).when(confirm(ANA, CARLA), BEGUN), SESSION_CANCELLED);
    }

    @Test
    void whoWasEnrolledInWhatWasCancelledStaysKnown() {
        repeats(session().given(OF_ONE, ANA_IS_IN, CANCELLED).when(cancel(ANA), BEFORE));
        repeats(session().given(OF_ONE, ANA_IS_IN, CANCELLED).when(cancel(ANA), BEGUN));
        repeats(session().given(OF_ONE, ANA_IS_IN, CANCELLED).when(enrol(ANA), BEFORE));
    }

    @Test
    void belongsToOneTraining() {
        for (Object command : List.of(
                new EnrolInSession(ID, OFF, ANA),
                new CancelEnrolment(ID, OFF, ANA),
                new CancelSession(ID, OFF, "No key.", CARLA),
                new ConfirmCompletion(ID, OFF, ANA, CARLA))) {
            refuses(session().given(OF_ONE, ANA_IS_IN).when(command, BEFORE), SESSION_UNKNOWN);
            refuses(session().givenNoPriorActivity().when(command, BEFORE), SESSION_UNKNOWN);
        }
    }

    private static ScheduleSession schedule(
            TrainingId training, Instant to, int places, @Nullable String where, MemberId by) {
        return new ScheduleSession(ID, training, FROM, to, places, where, by);
    }

    private static EnrolInSession enrol(MemberId member) {
        return new EnrolInSession(ID, TRAINING, member);
    }

    private static CancelEnrolment cancel(MemberId member) {
        return new CancelEnrolment(ID, TRAINING, member);
    }

    private static CancelSession cancelSession(String reason, MemberId by) {
        return new CancelSession(ID, TRAINING, reason, by);
    }

    private static ConfirmCompletion confirm(MemberId member, MemberId by) {
        return new ConfirmCompletion(ID, TRAINING, member, by);
    }

    private static void refuses(Object command, Rule rule) {
        refuses(session().givenNoPriorActivity().when(command), rule);
    }

    private static void refuses(ResultValidator<Session> decided, Rule rule) {
        decided.expectException(breaking(rule)).expectNoEvents();
    }

    private static void repeats(ResultValidator<Session> decided) {
        decided.expectSuccessfulHandlerExecution().expectNoEvents();
    }
}
