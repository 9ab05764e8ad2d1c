package org.geben.command.scoring;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.appreciation.AppreciationKind.KUDOS;
import static org.geben.kernel.appreciation.AppreciationKind.THANKS;
import static org.geben.kernel.contribution.ContributionKind.ANSWER;
import static org.geben.kernel.member.MemberRule.ROLE_REQUIRED;
import static org.geben.kernel.scoring.ScoringRule.SCORING_LIMIT_OUT_OF_BOUNDS;
import static org.geben.kernel.scoring.ScoringRule.SCORING_ROLE_MISSING;
import static org.geben.kernel.scoring.ScoringRule.SCORING_ROLE_OF_EVERYONE;
import static org.geben.kernel.scoring.ScoringRule.SCORING_RULES_OF_THE_PAST;
import static org.geben.kernel.scoring.ScoringRule.SCORING_RULES_OUT_OF_ORDER;
import static org.geben.kernel.scoring.ScoringRule.SCORING_RULES_TOO_FAR;
import static org.geben.kernel.scoring.ScoringRule.SCORING_WEIGHT_OUT_OF_BOUNDS;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.geben.command.Past;
import org.geben.command.member.Members;
import org.geben.kernel.Envelope;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.kernel.scoring.ScoringDocument.Appreciated;
import org.geben.kernel.scoring.ScoringDocument.Contributing;
import org.geben.kernel.scoring.ScoringDocument.Giving;
import org.geben.kernel.scoring.ScoringRulesEvent.ScoringRulesPublished;
import org.geben.kernel.scoring.ScoringRulesId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScoringRulesTest {
    private static final MemberId CARLA = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final ScoringRulesId ID = ScoringRulesId.OF_THE_COMMUNITY;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant EARLIER = NOW.minusNanos(1);
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final ScoringDocument THANKS_COUNT_TWICE =
            new ScoringDocument(new Giving(null, Map.of(THANKS, 2)), null, null);
    private static final ScoringDocument KUDOS_COUNT_MOST =
            new ScoringDocument(new Giving(0, Map.of(KUDOS, 1_000)), null, null);
    private static final ScoringRulesPublished FIRST = new ScoringRulesPublished(ID, 1, NOW, THANKS_COUNT_TWICE, CARLA);

    private static AggregateTestFixture<ScoringRules> rules(Role role) {
        Past past = new Past()
                .happened(CARLA, new MemberJoined(CARLA, new Handle("carla"), "Carla", null, false))
                .happened(CARLA, new RoleGranted(CARLA, role, null));
        AggregateTestFixture<ScoringRules> fixture = new AggregateTestFixture<>(ScoringRules.class);
        fixture.registerInjectableResource(new Members(past.log()));
        return fixture;
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "COMMUNITY_MANAGER"})
    void arePublishedByWhoRunsTheCommunity(Role role) {
        published(rules(role), new PublishScoringRules(null, THANKS_COUNT_TWICE, CARLA))
                .expectEvents(FIRST);
    }

    @Test
    void arePublishedByTheOperator() {
        published(rules(Role.LEADER), new PublishScoringRules(LATER, THANKS_COUNT_TWICE, null))
                .expectEvents(new ScoringRulesPublished(ID, 1, LATER, THANKS_COUNT_TWICE, null));
    }

    @Test
    void rejectsOtherRoles() {
        published(rules(Role.LEADER), new PublishScoringRules(null, THANKS_COUNT_TWICE, CARLA))
                .expectException(breaking(ROLE_REQUIRED))
                .expectNoEvents();
    }

    @Test
    void eachVersionFollowsTheOneBeforeIt() {
        published(new PublishScoringRules(null, KUDOS_COUNT_MOST, CARLA), FIRST)
                .expectEvents(new ScoringRulesPublished(ID, 2, NOW, KUDOS_COUNT_MOST, CARLA));
        published(
                        new PublishScoringRules(LATER, THANKS_COUNT_TWICE, CARLA),
                        FIRST,
                        new ScoringRulesPublished(ID, 2, NOW, KUDOS_COUNT_MOST, CARLA))
                .expectEvents(new ScoringRulesPublished(ID, 3, LATER, THANKS_COUNT_TWICE, CARLA));
    }

    @Test
    void theSameRulesAgainAreARepeat() {
        ScoringRulesPublished before = new ScoringRulesPublished(ID, 1, EARLIER, THANKS_COUNT_TWICE, CARLA);
        for (Instant from : new @Nullable Instant[] {null, EARLIER}) {
            published(new PublishScoringRules(from, THANKS_COUNT_TWICE, CARLA), before)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Test
    void rejectsRulesForWhatIsPast() {
        published(new PublishScoringRules(EARLIER, KUDOS_COUNT_MOST, CARLA), FIRST)
                .expectException(breaking(SCORING_RULES_OF_THE_PAST))
                .expectNoEvents();
    }

    @Test
    void rejectsRulesOfADayThatIsFarAway() {
        Instant mistyped = Instant.parse("2206-01-01T00:00:00Z");
        published(new PublishScoringRules(mistyped, KUDOS_COUNT_MOST, CARLA), FIRST)
                .expectException(breaking(SCORING_RULES_TOO_FAR))
                .expectNoEvents();
    }

    @Test
    void rejectsRulesThatWouldHoldBeforeTheOnesBeforeThem() {
        ScoringRulesPublished announced = new ScoringRulesPublished(ID, 1, LATER, THANKS_COUNT_TWICE, CARLA);
        published(new PublishScoringRules(null, KUDOS_COUNT_MOST, CARLA), announced)
                .expectException(breaking(SCORING_RULES_OUT_OF_ORDER))
                .expectNoEvents();
        published(new PublishScoringRules(null, THANKS_COUNT_TWICE, CARLA), announced)
                .expectException(breaking(SCORING_RULES_OUT_OF_ORDER))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("outOfBounds")
    void rejectsAWeightOutOfBounds(ScoringDocument document) {
        published(new PublishScoringRules(null, document, CARLA))
                .expectException(breaking(SCORING_WEIGHT_OUT_OF_BOUNDS))
                .expectNoEvents();
    }

    static Stream<ScoringDocument> outOfBounds() {
        return Stream.of(
                new ScoringDocument(new Giving(-1, null), null, null),
                new ScoringDocument(new Giving(null, Map.of(THANKS, 1_001)), null, null),
                new ScoringDocument(new Giving(null, Collections.singletonMap(THANKS, null)), null, null),
                new ScoringDocument(null, new Appreciated(1_001, null), null),
                new ScoringDocument(null, new Appreciated(null, Map.of(KUDOS, -1)), null),
                new ScoringDocument(null, null, new Contributing(Map.of(ANSWER, 1_001))),
                new ScoringDocument(null, null, null, new ScoringDocument.Helping(-1, null), null, null, null),
                new ScoringDocument(null, null, null, new ScoringDocument.Helping(null, 1_001), null, null, null),
                new ScoringDocument(null, null, null, null, new ScoringDocument.Welcoming(1_001), null, null));
    }

    @ParameterizedTest
    @MethodSource
    void rejectsALimitOfADayThatIsNone(ScoringDocument.Fairness fairness) {
        ScoringDocument document = new ScoringDocument(null, null, null, null, null, fairness, null);
        published(new PublishScoringRules(null, document, CARLA))
                .expectException(breaking(SCORING_LIMIT_OUT_OF_BOUNDS))
                .expectNoEvents();
    }

    static Stream<ScoringDocument.Fairness> rejectsALimitOfADayThatIsNone() {
        return Stream.of(
                new ScoringDocument.Fairness(0, null, null),
                new ScoringDocument.Fairness(1_001, null, true),
                new ScoringDocument.Fairness(null, 0, false),
                new ScoringDocument.Fairness(5, 1_001, null));
    }

    @Test
    void rejectsARoleWithoutAName() {
        ScoringDocument document =
                new ScoringDocument(null, null, null, null, null, null, Arrays.asList(Role.LEADER, null));
        published(new PublishScoringRules(null, document, CARLA))
                .expectException(breaking(SCORING_ROLE_MISSING))
                .expectNoEvents();
    }

    @Test
    void rejectsLeavingEverybodyOut() {
        ScoringDocument document =
                new ScoringDocument(null, null, null, null, null, null, List.of(Role.LEADER, Role.MEMBER));
        published(new PublishScoringRules(null, document, CARLA))
                .expectException(breaking(SCORING_ROLE_OF_EVERYONE))
                .expectNoEvents();
    }

    private static ResultValidator<ScoringRules> published(PublishScoringRules command, Object... given) {
        return published(rules(Role.ADMIN), command, given);
    }

    private static ResultValidator<ScoringRules> published(
            AggregateTestFixture<ScoringRules> rules, PublishScoringRules command, Object... given) {
        return rules.given(given).when(command, Map.of(Envelope.OCCURRED_AT, NOW.toString()));
    }
}
