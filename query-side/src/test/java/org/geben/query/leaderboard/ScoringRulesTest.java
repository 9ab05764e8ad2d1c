package org.geben.query.leaderboard;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.Role;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.query.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScoringRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"giving\": {}}", "{\"giving\": {\"appreciation\": {}}, \"contributing\": {}}"})
    void whatADocumentLeavesOutHasItsStandardWeight(String document) {
        assertThat(read(document)).isEqualTo(ScoringRules.STANDARD);
    }

    @Test
    void standardIsWhatTheBoardsHaveAlwaysCounted() {
        ScoringRules standard = ScoringRules.STANDARD;
        assertThat(standard.giving().reply()).isEqualTo(1);
        assertThat(standard.appreciated().giver()).isEqualTo(1);
        assertThat(AppreciationKind.values())
                .allSatisfy(kind ->
                        assertThat(standard.giving().appreciation().of(kind)).isEqualTo(1))
                .allSatisfy(
                        kind -> assertThat(standard.appreciated().appreciation().of(kind))
                                .isZero());
        assertThat(ContributionKind.values())
                .allSatisfy(kind -> assertThat(
                                standard.contributing().contribution().of(kind))
                        .isEqualTo(1));
    }

    @Test
    void whatCanBePublishedIsWhatCanBeRead() {
        Map<AppreciationKind, Integer> appreciations =
                EnumSet.allOf(AppreciationKind.class).stream().collect(toMap(kind -> kind, kind -> 2));
        Map<ContributionKind, Integer> contributions =
                EnumSet.allOf(ContributionKind.class).stream().collect(toMap(kind -> kind, kind -> 3));
        JsonNode published = JsonMapper.shared()
                .valueToTree(new ScoringDocument(
                        new ScoringDocument.Giving(4, appreciations),
                        new ScoringDocument.Appreciated(5, appreciations),
                        new ScoringDocument.Contributing(contributions),
                        new ScoringDocument.Helping(6, 7),
                        new ScoringDocument.Welcoming(8),
                        new ScoringDocument.Fairness(9, 10, false),
                        List.of(Role.COMMUNITY_MANAGER, Role.LEADER)));

        assertThat(ScoringRules.of(published).document()).isEqualTo(published);
        assertThat(ScoringRules.of(JsonMapper.shared().valueToTree(new ScoringDocument(null, null, null))))
                .isEqualTo(ScoringRules.STANDARD);
    }

    @Test
    void eachWeightIsTakenFromWhereItStands() {
        ScoringRules rules = read("""
                {"contributing": {"contribution": {"ANSWER": 3}},
                 "appreciated": {"giver": 0, "appreciation": {"RATING": 1000}},
                 "giving": {"reply": 7, "appreciation": {"THANKS": 2}}}
                """);

        assertThat(rules.giving().reply()).isEqualTo(7);
        assertThat(rules.giving().appreciation().of(AppreciationKind.THANKS)).isEqualTo(2);
        assertThat(rules.giving().appreciation().of(AppreciationKind.LIKE)).isEqualTo(1);
        assertThat(rules.appreciated().giver()).isZero();
        assertThat(rules.appreciated().appreciation().of(AppreciationKind.RATING))
                .isEqualTo(1000);
        assertThat(rules.contributing().contribution().of(ContributionKind.ANSWER))
                .isEqualTo(3);
        assertThat(rules.contributing().contribution().of(ContributionKind.POST))
                .isEqualTo(1);
    }

    @Test
    void keptDocumentIsCompleteAndMeansTheSame() {
        ScoringRules rules = read("{\"giving\": {\"appreciation\": {\"THANKS\": 2}}}");

        assertThat(ScoringRules.of(rules.document())).isEqualTo(rules);
        assertThat(rules.document().at("/contributing/contribution")).hasSize(ContributionKind.values().length);
        assertThat(rules.document())
                .isEqualTo(read("{\"contributing\": {}, \"giving\": {\"appreciation\": {\"THANKS\": 2, \"LIKE\": 1}}}")
                        .document());
        assertThat(ScoringRules.of(null)).isEqualTo(ScoringRules.STANDARD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                             | RULES_MALFORMED        | /rules
            "double"                                       | RULES_MALFORMED        | /rules
            7                                              | RULES_MALFORMED        | /rules
            {"fame": {}}                                   | RULES_BOARD_UNKNOWN    | /rules/fame
            {"Giving": {}}                                 | RULES_BOARD_UNKNOWN    | /rules/Giving
            {"a/b~c": {}}                                  | RULES_BOARD_UNKNOWN    | /rules/a~1b~0c
            {"giving": 2}                                  | RULES_MALFORMED        | /rules/giving
            {"giving": null}                               | RULES_MALFORMED        | /rules/giving
            {"giving": [{"reply": 1}]}                     | RULES_MALFORMED        | /rules/giving
            {"giving": {"giver": 1}}                       | RULES_TERM_UNKNOWN     | /rules/giving/giver
            {"appreciated": {"reply": 1}}                  | RULES_TERM_UNKNOWN     | /rules/appreciated/reply
            {"contributing": {"reply": 1}}                 | RULES_TERM_UNKNOWN     | /rules/contributing/reply
            {"giving": {"appreciation": 3}}                | RULES_MALFORMED        | /rules/giving/appreciation
            {"giving": {"appreciation": {"thanks": 3}}}    | RULES_KIND_UNKNOWN     | /rules/giving/appreciation/thanks
            {"giving": {"appreciation": {"ANSWER": 3}}}    | RULES_KIND_UNKNOWN     | /rules/giving/appreciation/ANSWER
            {"contributing": {"contribution": {"LIKE": 3}}} | RULES_KIND_UNKNOWN    | /rules/contributing/contribution/LIKE
            {"giving": {"reply": -1}}                      | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": 1001}}                    | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": 1.5}}                     | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": 2.0}}                     | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": 1e400}}                   | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": 4294967297}}              | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": 99999999999999999999999}} | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": "2"}}                     | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": true}}                    | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": null}}                    | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"reply": {}}}                      | RULES_WEIGHT_MALFORMED | /rules/giving/reply
            {"giving": {"appreciation": {"LIKE": [[1]]}}}  | RULES_WEIGHT_MALFORMED | /rules/giving/appreciation/LIKE
            {"helping": {"welcome": 1}}                    | RULES_TERM_UNKNOWN     | /rules/helping/welcome
            {"welcoming": {"welcome": -1}}                 | RULES_WEIGHT_MALFORMED | /rules/welcoming/welcome
            {"fairness": {"mostPerGiverAndDay": 0}}        | RULES_LIMIT_MALFORMED  | /rules/fairness/mostPerGiverAndDay
            {"fairness": {"mostPerReceiverAndDay": 1001}}  | RULES_LIMIT_MALFORMED  | /rules/fairness/mostPerReceiverAndDay
            {"fairness": {"dampedRepeats": 1}}             | RULES_CHOICE_MALFORMED | /rules/fairness/dampedRepeats
            {"fairness": {"cap": 1}}                       | RULES_TERM_UNKNOWN     | /rules/fairness/cap
            {"excludedRoles": "LEADER"}                    | RULES_ROLES_MALFORMED  | /rules/excludedRoles
            {"excludedRoles": ["MEMBER"]}                  | RULES_ROLES_MALFORMED  | /rules/excludedRoles
            {"excludedRoles": [1]}                         | RULES_ROLES_MALFORMED  | /rules/excludedRoles
            """)
    void whatIsNoRuleIsRefusedWithAPointer(String document, String code, String pointer) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(document))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(400);
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.pointer()).isEqualTo(pointer);
                    assertThat(refusal.getMessage()).matches("[A-Z].*\\.");
                });
    }

    @Test
    void hostileNamesAreNotSentBack() {
        String name = "x".repeat(40_000);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read("{\"giving\": {\"%s\": 1}}".formatted(name)))
                .satisfies(refusal -> {
                    assertThat(refusal.pointer()).isEqualTo("/rules/giving");
                    assertThat(refusal.getMessage()).doesNotContain("xxx");
                });
    }

    @Test
    void depthIsOfNoConsequence() {
        JsonNode deep = JsonMapper.shared().readTree("{\"giving\": " + "[".repeat(400) + "]".repeat(400) + "}");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> RulesReader.read(deep))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("RULES_MALFORMED"));
    }

    private static ScoringRules read(String document) {
        return RulesReader.read(JsonMapper.shared().readTree(document));
    }
}
