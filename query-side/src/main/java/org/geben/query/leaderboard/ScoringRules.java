package org.geben.query.leaderboard;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.Role;
import org.geben.kernel.scoring.ScoringDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many points what members do is worth on each board. A weight is a whole number from 0 to {@value #MOST}.
 *
 * @param excludedRoles who holds one of these has no rank
 */
record ScoringRules(
        Giving giving,
        Appreciated appreciated,
        Contributing contributing,
        Helping helping,
        Welcoming welcoming,
        Fairness fairness,
        Set<Role> excludedRoles) {
    static final int MOST = ScoringDocument.MOST;

    /** Those of the boards that everybody reads, until the community publishes its own. */
    static final ScoringRules STANDARD = new ScoringRules(
            new Giving(1, each(AppreciationKind.values(), 1)),
            new Appreciated(1, each(AppreciationKind.values(), 0)),
            new Contributing(each(ContributionKind.values(), 1)),
            new Helping(1, 1),
            new Welcoming(1),
            new Fairness(null, null, true),
            Set.of());

    ScoringRules {
        excludedRoles = Set.copyOf(excludedRoles);
    }

    /** Without excluded roles, and as fair as the standard ones. */
    ScoringRules(Giving giving, Appreciated appreciated, Contributing contributing) {
        this(
                giving,
                appreciated,
                contributing,
                STANDARD.helping,
                STANDARD.welcoming,
                STANDARD.fairness,
                STANDARD.excludedRoles);
    }

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

    /**
     * @param acceptedAnswer that another person accepted
     * @param firstResponse to what another person opened a thread with
     */
    record Helping(int acceptedAnswer, int firstResponse) {}

    /** @param welcome first response to the first contribution of a newcomer */
    record Welcoming(int welcome) {}

    /**
     * @param mostPerGiverAndDay how many appreciations that one gives in a day are worth anything; null for all
     * @param mostPerReceiverAndDay how many that one receives; null for all
     * @param dampedRepeats whether the kth appreciation of one giver for one receiver in a month is worth 1/√k
     */
    record Fairness(
            @Nullable Integer mostPerGiverAndDay, @Nullable Integer mostPerReceiverAndDay, boolean dampedRepeats) {
        boolean caps() {
            return mostPerGiverAndDay != null || mostPerReceiverAndDay != null;
        }
    }

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
        document.putObject("helping")
                .put("acceptedAnswer", helping.acceptedAnswer)
                .put("firstResponse", helping.firstResponse);
        document.putObject("welcoming").put("welcome", welcoming.welcome);
        ObjectNode fair = document.putObject("fairness");
        if (fairness.mostPerGiverAndDay != null) {
            fair.put("mostPerGiverAndDay", fairness.mostPerGiverAndDay);
        }
        if (fairness.mostPerReceiverAndDay != null) {
            fair.put("mostPerReceiverAndDay", fairness.mostPerReceiverAndDay);
        }
        fair.put("dampedRepeats", fairness.dampedRepeats);
        ArrayNode roles = document.putArray("excludedRoles");
        new TreeSet<>(excludedRoles).forEach(role -> roles.add(role.name()));
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
