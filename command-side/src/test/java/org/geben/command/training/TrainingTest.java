package org.geben.command.training;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.member.DigitalComfort.HESITANT;
import static org.geben.kernel.member.DigitalComfort.IMMIGRANT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;
import static org.geben.kernel.member.MemberRule.ROLE_REQUIRED;
import static org.geben.kernel.training.TrainingRule.TRAINING_DESCRIPTION_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.TRAINING_FOR_NOBODY;
import static org.geben.kernel.training.TrainingRule.TRAINING_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.TRAINING_TITLE_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.TRAINING_UNKNOWN;

import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.member.Members;
import org.geben.kernel.Rule;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.training.TrainingEvent.TrainingCancelled;
import org.geben.kernel.training.TrainingEvent.TrainingOffered;
import org.geben.kernel.training.TrainingId;
import org.geben.kernel.training.TrainingKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId CARLA = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-000000000000");
    private static final TrainingId ID = TrainingId.of("018f3c1e-0000-7000-8000-0000000000d0");
    private static final Set<DigitalComfort> LEVELS = Set.of(HESITANT, IMMIGRANT);
    private static final TrainingOffered OFFERED = new TrainingOffered(
            ID, TrainingKind.TRAINING, "First steps", "Slowly.", List.of(IMMIGRANT, HESITANT), CARLA);

    /** Ana is a member; Carla has this role. */
    private static AggregateTestFixture<Training> training(Role role) {
        Past past = new Past()
                .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
                .happened(CARLA, new MemberJoined(CARLA, new Handle("carla"), "Carla", null, false))
                .happened(CARLA, new RoleGranted(CARLA, role, null));
        AggregateTestFixture<Training> fixture = new AggregateTestFixture<>(Training.class);
        fixture.registerInjectableResource(new Members(past.log()));
        return fixture;
    }

    private static AggregateTestFixture<Training> training() {
        return training(Role.LEADER);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMMUNITY_MANAGER", "ADMIN", "LEADER"})
    void isOfferedByWhoLeadsOrManagesTheCommunity(Role role) {
        training(role)
                .givenNoPriorActivity()
                .when(offer("First steps", "Slowly.", LEVELS, CARLA))
                .expectEvents(OFFERED);
    }

    @ParameterizedTest
    @EnumSource(names = {"MODERATOR", "AUDITOR", "INTEGRATOR"})
    void rejectsOtherRoles(Role role) {
        training(role)
                .givenNoPriorActivity()
                .when(offer("First steps", "Slowly.", LEVELS, CARLA))
                .expectException(breaking(ROLE_REQUIRED))
                .expectNoEvents();
    }

    @Test
    void isOfferedOnceHoweverOftenItIsSaid() {
        training()
                .given(OFFERED)
                .when(offer("First steps", "Slowly.", LEVELS, CARLA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void rejectsAnOfferThatSaysTooLittleOrTooMuch() {
        refuses(offer(" ", null, LEVELS, CARLA), TRAINING_TITLE_OUT_OF_BOUNDS);
        refuses(offer("x".repeat(301), null, LEVELS, CARLA), TRAINING_TITLE_OUT_OF_BOUNDS);
        refuses(offer("First steps", "x".repeat(10_001), LEVELS, CARLA), TRAINING_DESCRIPTION_OUT_OF_BOUNDS);
        refuses(offer("First steps", null, Set.of(), CARLA), TRAINING_FOR_NOBODY);
        refuses(offer("First steps", null, LEVELS, NOBODY), MEMBER_UNKNOWN);
    }

    @Test
    void isCancelledOnce() {
        TrainingCancelled cancelled = new TrainingCancelled(ID, "Flooded.", CARLA);
        training()
                .given(OFFERED)
                .when(new CancelTraining(ID, "Flooded.", CARLA))
                .expectEvents(cancelled);
        training()
                .given(OFFERED, cancelled)
                .when(new CancelTraining(ID, "Still flooded.", CARLA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void cancellingTakesARoleAReasonAndATraining() {
        refuses(new CancelTraining(ID, "Flooded.", CARLA), TRAINING_UNKNOWN);
        training()
                .given(OFFERED)
                .when(new CancelTraining(ID, "Flooded.", ANA))
                .expectException(breaking(ROLE_REQUIRED))
                .expectNoEvents();
        training()
                .given(OFFERED)
                .when(new CancelTraining(ID, "", CARLA))
                .expectException(breaking(TRAINING_REASON_OUT_OF_BOUNDS))
                .expectNoEvents();
    }

    private static OfferTraining offer(
            String title, @Nullable String description, Set<DigitalComfort> levels, MemberId by) {
        return new OfferTraining(ID, TrainingKind.TRAINING, title, description, levels, by);
    }

    private static void refuses(Object command, Rule rule) {
        training()
                .givenNoPriorActivity()
                .when(command)
                .expectException(breaking(rule))
                .expectNoEvents();
    }
}
