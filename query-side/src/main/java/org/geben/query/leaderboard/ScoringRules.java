package org.geben.query.leaderboard;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.scoring.ScoringDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How many points what members do is worth on each board. A weight is a whole number from 0 to {@value #MOST}. */
record ScoringRules(Giving giving, Appreciated appreciated, Contributing contributing) {
    static final int MOST = ScoringDocument.MOST;

    /** Those of the boards that everybody reads. */
    static final ScoringRules STANDARD = new ScoringRules(
            new Giving(1, each(AppreciationKind.values(), 1)),
            new Appreciated(1, each(AppreciationKind.values(), 0)),
            new Contributing(each(ContributionKind.values(), 1)));

    /**
     * @param reply to a contribution of another person
     * @param appreciation that is given
     */
    record Giving(int reply, Weights<AppreciationKind> appreciation) {}

    /**
     * @param giver each that is distinct
     * @param appreciation that is received, from whomever
     */
    record Appreciated(int giver, Weights<AppreciationKind> appreciation) {}

    /** @param contribution that is visible */
    record Contributing(Weights<ContributionKind> contribution) {}

    /** The rules of a generation, from the document that it keeps; null means the standard ones. */
    static ScoringRules of(@Nullable JsonNode document) {
        return document == null ? STANDARD : RulesReader.read(document);
    }

    /** Complete, with every weight there is. */
    JsonNode document() {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.putObject("giving").put("reply", giving.reply).set("appreciation", document(giving.appreciation));
        document.putObject("appreciated")
                .put("giver", appreciated.giver)
                .set("appreciation", document(appreciated.appreciation));
        document.putObject("contributing").set("contribution", document(contributing.contribution));
        return document;
    }

    private static <K extends Enum<K>> ObjectNode document(Weights<K> weights) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        weights.byKind().keySet().stream().sorted().forEach(kind -> document.put(kind.name(), weights.of(kind)));
        return document;
    }

    private static <K extends Enum<K>> Weights<K> each(K[] kinds, int weight) {
        return new Weights<>(Arrays.stream(kinds).collect(Collectors.toMap(Function.identity(), kind -> weight)));
    }
}
