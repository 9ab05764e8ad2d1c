package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geben.kernel.member.Role;
import org.geben.query.Refusal;
import org.geben.query.leaderboard.ScoringRules.Appreciated;
import org.geben.query.leaderboard.ScoringRules.Contributing;
import org.geben.query.leaderboard.ScoringRules.Fairness;
import org.geben.query.leaderboard.ScoringRules.Giving;
import org.geben.query.leaderboard.ScoringRules.Helping;
import org.geben.query.leaderboard.ScoringRules.Welcoming;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a document of weights. What it leaves out has its standard weight; what it says beside that is refused. */
final class RulesReader {
    private static final String ROOT = "/rules";
    private static final int LONGEST_SHOWN = 40;

    /** Every member has the remaining one. */
    private static final List<String> ROLES = EnumSet.complementOf(EnumSet.of(Role.MEMBER)).stream()
            .map(Role::name)
            .toList();

    private RulesReader() {}

    /**
     * @throws Refusal 400 {@code RULES_MALFORMED} where an object is missing, {@code RULES_BOARD_UNKNOWN}, {@code
     *     RULES_TERM_UNKNOWN}, {@code RULES_KIND_UNKNOWN}, {@code RULES_WEIGHT_MALFORMED}, {@code
     *     RULES_LIMIT_MALFORMED}, {@code RULES_CHOICE_MALFORMED}, {@code RULES_ROLES_MALFORMED}
     */
    static ScoringRules read(JsonNode document) {
        Part rules =
                Part.of(ROOT, document, "The rules are an object of boards, such as {\"giving\": {\"reply\": 2}}.");
        rules.allow(
                List.of("giving", "appreciated", "contributing", "helping", "welcoming", "fairness", "excludedRoles"),
                "RULES_BOARD_UNKNOWN",
                "There are rules of the boards giving, appreciated, contributing, helping and welcoming, of fairness, and excludedRoles.");
        return new ScoringRules(
                giving(rules),
                appreciated(rules),
                contributing(rules),
                helping(rules),
                welcoming(rules),
                fairness(rules),
                rules.roles("excludedRoles"));
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

    private static Helping helping(Part rules) {
        Helping standard = ScoringRules.STANDARD.helping();
        Part board =
                board(rules, "helping", List.of("acceptedAnswer", "firstResponse"), "acceptedAnswer and firstResponse");
        return new Helping(
                board.weight("acceptedAnswer", standard.acceptedAnswer()),
                board.weight("firstResponse", standard.firstResponse()));
    }

    private static Welcoming welcoming(Part rules) {
        Part board = board(rules, "welcoming", List.of("welcome"), "welcome");
        return new Welcoming(
                board.weight("welcome", ScoringRules.STANDARD.welcoming().welcome()));
    }

    private static Fairness fairness(Part rules) {
        Fairness standard = ScoringRules.STANDARD.fairness();
        String named = "mostPerGiverAndDay, mostPerReceiverAndDay and dampedRepeats";
        Part fair = rules.part("fairness", "The rules of fairness are an object of %s.".formatted(named));
        fair.allow(
                List.of("mostPerGiverAndDay", "mostPerReceiverAndDay", "dampedRepeats"),
                "RULES_TERM_UNKNOWN",
                "There are rules of fairness called %s.".formatted(named));
        return new Fairness(
                fair.most("mostPerGiverAndDay"),
                fair.most("mostPerReceiverAndDay"),
                fair.choice("dampedRepeats", standard.dampedRepeats()));
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

        /** A number of appreciations a day; null if there is no limit. */
        @Nullable
        Integer most(String name) {
            if (!node.has(name)) {
                return null;
            }
            JsonNode most = node.path(name);
            if (!most.isIntegralNumber()
                    || !most.canConvertToInt()
                    || most.intValue() < 1
                    || most.intValue() > ScoringRules.MOST) {
                throw Refusal.badRequest(
                        "RULES_LIMIT_MALFORMED",
                        "A limit of a day is a whole number from 1 to %d; leave it out for none."
                                .formatted(ScoringRules.MOST),
                        at(name));
            }
            return most.intValue();
        }

        boolean choice(String name, boolean standard) {
            if (!node.has(name)) {
                return standard;
            }
            if (!node.path(name).isBoolean()) {
                throw Refusal.badRequest("RULES_CHOICE_MALFORMED", "Say true or false.", at(name));
            }
            return node.path(name).booleanValue();
        }

        Set<Role> roles(String name) {
            if (!node.has(name)) {
                return Set.of();
            }
            Set<Role> roles = EnumSet.noneOf(Role.class);
            boolean known = node.path(name).isArray();
            for (JsonNode role : node.path(name)) {
                known &= role.isString() && ROLES.contains(role.stringValue());
                if (known) {
                    roles.add(Role.valueOf(role.stringValue()));
                }
            }
            if (!known) {
                throw Refusal.badRequest(
                        "RULES_ROLES_MALFORMED",
                        "The excluded roles are a list of %s.".formatted(String.join(", ", ROLES)),
                        at(name));
            }
            return roles;
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
