package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geben.query.Refusal;
import org.geben.query.leaderboard.ScoringRules.Appreciated;
import org.geben.query.leaderboard.ScoringRules.Contributing;
import org.geben.query.leaderboard.ScoringRules.Giving;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a document of weights. What it leaves out has its standard weight; what it says beside that is refused. */
final class RulesReader {
    private static final String ROOT = "/rules";
    private static final int LONGEST_SHOWN = 40;

    private RulesReader() {}

    /**
     * @throws Refusal 400 {@code RULES_MALFORMED} where an object is missing, {@code RULES_BOARD_UNKNOWN}, {@code
     *     RULES_TERM_UNKNOWN}, {@code RULES_KIND_UNKNOWN}, {@code RULES_WEIGHT_MALFORMED}
     */
    static ScoringRules read(JsonNode document) {
        Part rules =
                Part.of(ROOT, document, "The rules are an object of boards, such as {\"giving\": {\"reply\": 2}}.");
        rules.allow(
                List.of("giving", "appreciated", "contributing"),
                "RULES_BOARD_UNKNOWN",
                "There are rules of the boards giving, appreciated and contributing.");
        return new ScoringRules(giving(rules), appreciated(rules), contributing(rules));
    }

    private static Giving giving(Part rules) {
        Giving standard = ScoringRules.STANDARD.giving();
        Part board = board(rules, "giving", List.of("reply", "appreciation"), "reply and appreciation");
        return new Giving(
                board.weight("reply", standard.reply()), board.weights("appreciation", standard.appreciation()));
    }

    private static Appreciated appreciated(Part rules) {
        Appreciated standard = ScoringRules.STANDARD.appreciated();
        Part board = board(rules, "appreciated", List.of("giver", "appreciation"), "giver and appreciation");
        return new Appreciated(
                board.weight("giver", standard.giver()), board.weights("appreciation", standard.appreciation()));
    }

    private static Contributing contributing(Part rules) {
        Part board = board(rules, "contributing", List.of("contribution"), "contribution");
        return new Contributing(board.weights(
                "contribution", ScoringRules.STANDARD.contributing().contribution()));
    }

    private static Part board(Part rules, String name, List<String> terms, String named) {
        Part board = rules.part(name, "The rules of the board %s are an object of %s.".formatted(name, named));
        board.allow(terms, "RULES_TERM_UNKNOWN", "The board %s has weights for %s.".formatted(name, named));
        return board;
    }

    /** @param pointer to it in the body of the request */
    private record Part(String pointer, JsonNode node) {
        static Part of(String pointer, JsonNode node, String sentence) {
            if (!node.isObject()) {
                throw Refusal.badRequest("RULES_MALFORMED", sentence, pointer);
            }
            return new Part(pointer, node);
        }

        /** Empty if it is left out. */
        Part part(String name, String sentence) {
            return node.has(name)
                    ? of(at(name), node.path(name), sentence)
                    : new Part(at(name), JsonMapper.shared().createObjectNode());
        }

        void allow(List<String> names, String code, String sentence) {
            for (String name : node.propertyNames()) {
                if (!names.contains(name)) {
                    throw Refusal.badRequest(code, sentence, name.length() > LONGEST_SHOWN ? pointer : at(name));
                }
            }
        }

        int weight(String name, int standard) {
            if (!node.has(name)) {
                return standard;
            }
            JsonNode weight = node.path(name);
            if (!weight.isIntegralNumber() || !weight.canConvertToInt() || !isWeight(weight.intValue())) {
                throw Refusal.badRequest(
                        "RULES_WEIGHT_MALFORMED",
                        "A weight is a whole number from 0 to %d.".formatted(ScoringRules.MOST),
                        at(name));
            }
            return weight.intValue();
        }

        private static boolean isWeight(int number) {
            return number >= 0 && number <= ScoringRules.MOST;
        }

        <K extends Enum<K>> Weights<K> weights(String term, Weights<K> standard) {
            List<K> kinds = standard.byKind().keySet().stream().sorted().toList();
            String named = kinds.stream().map(Enum::name).collect(joining(", "));
            Part weights = part(
                    term,
                    "The weights of each kind of %s are an object such as {\"%s\": 2}."
                            .formatted(term, kinds.getFirst().name()));
            weights.allow(
                    kinds.stream().map(Enum::name).toList(),
                    "RULES_KIND_UNKNOWN",
                    "The kinds of %s are %s.".formatted(term, named));
            Map<K, Integer> read = new HashMap<>();
            kinds.forEach(kind -> read.put(kind, weights.weight(kind.name(), standard.of(kind))));
            return new Weights<>(read);
        }

        private String at(String name) {
            return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
        }
    }
}
