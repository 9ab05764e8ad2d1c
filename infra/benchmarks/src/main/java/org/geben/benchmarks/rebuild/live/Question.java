package org.geben.benchmarks.rebuild.live;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.geben.benchmarks.rebuild.live.Deed.Piece;
import tools.jackson.databind.JsonNode;

/** What a reader asks a view, put down in the same words as the {@link Model} has for it. */
sealed interface Question {
    int LIMIT = 10;

    /** With a query already. */
    String path();

    String told(JsonNode answer);

    String expected(Model model);

    record Feed() implements Question {
        @Override
        public String path() {
            return "/feeds/community?limit=" + LIMIT;
        }

        @Override
        public String told(JsonNode answer) {
            return answer.get("entries").valueStream().map(Question::piece).collect(joining("\n"));
        }

        @Override
        public String expected(Model model) {
            return model.feed(LIMIT);
        }
    }

    record Conversation(Piece piece) implements Question {
        @Override
        public String path() {
            return "/contributions/%s?limit=%d".formatted(piece.id(), LIMIT);
        }

        @Override
        public String told(JsonNode answer) {
            return appreciations(answer.get("contribution")).toString();
        }

        @Override
        public String expected(Model model) {
            return model.appreciations(piece).toString();
        }
    }

    /** @param zone in which the day has enough left of it */
    record Board(String name, String zone) implements Question {
        @Override
        public String path() {
            return "/leaderboards/%s?window=day&limit=%d&zone=%s"
                    .formatted(name, LIMIT, URLEncoder.encode(zone, StandardCharsets.UTF_8));
        }

        @Override
        public String told(JsonNode answer) {
            return answer.get("entries")
                    .valueStream()
                    .map(entry -> "%d %s %d"
                            .formatted(
                                    entry.get("rank").asLong(),
                                    entry.get("member").get("id").asString(),
                                    Math.round(entry.get("score").asDouble() * Model.POINT)))
                    .collect(joining("\n"));
        }

        @Override
        public String expected(Model model) {
            return switch (name) {
                case "giving" -> model.giving(LIMIT);
                case "appreciated" -> model.appreciated(LIMIT);
                default -> model.contributing(LIMIT);
            };
        }
    }

    /** Where somebody stands who has given something, on the board of all time, which is kept. */
    record Standing(String member) implements Question {
        @Override
        public String path() {
            return "/leaderboards/giving/members/%s?window=all".formatted(member);
        }

        @Override
        public String told(JsonNode answer) {
            return "%d points"
                    .formatted(Math.round(answer.get("standing").get("score").asDouble() * Model.POINT));
        }

        @Override
        public String expected(Model model) {
            return model.given(member);
        }
    }

    record Member(String id) implements Question {
        @Override
        public String path() {
            return "/members/%s?".formatted(id);
        }

        @Override
        public String told(JsonNode answer) {
            JsonNode counts = answer.get("counts");
            return "%d contributions, %d given, %d received"
                    .formatted(
                            counts.get("contributions").asLong(),
                            counts.get("appreciationsGiven").asLong(),
                            counts.get("appreciationsReceived").asLong());
        }

        @Override
        public String expected(Model model) {
            return model.member(id);
        }
    }

    record Group(String id) implements Question {
        @Override
        public String path() {
            return "/groups/%s?".formatted(id);
        }

        @Override
        public String told(JsonNode answer) {
            return answer.get("members").asLong() + " members";
        }

        @Override
        public String expected(Model model) {
            return model.group(id);
        }
    }

    /**
     * Up to tomorrow: until now would leave out what comes in between the question and the snapshot that answers it.
     *
     * @param from before anything was done
     */
    record Health(Instant from) implements Question {
        @Override
        public String path() {
            return "/health?from=%s&to=%s".formatted(from, from.plus(Duration.ofDays(1)));
        }

        @Override
        public String told(JsonNode answer) {
            Map<String, Long> numerators = new TreeMap<>();
            answer.get("metrics")
                    .forEach(metric -> numerators.put(
                            metric.get("name").asString(),
                            metric.get("numerator").asLong()));
            return "%d contributors, %d active, %d givers, %d receivers"
                    .formatted(
                            numerators.get("contributors"),
                            numerators.get("activeMembers"),
                            numerators.get("recognitionCoverageGivers"),
                            numerators.get("recognitionCoverageReceivers"));
        }

        @Override
        public String expected(Model model) {
            return model.health();
        }
    }

    private static String piece(JsonNode entry) {
        return "%s by %s, %d replies, %s"
                .formatted(
                        entry.get("id").asString(),
                        entry.get("author").get("id").asString(),
                        entry.get("replies").asLong(),
                        appreciations(entry));
    }

    private static Map<String, Long> appreciations(JsonNode entry) {
        Map<String, Long> counts = new TreeMap<>();
        entry.get("appreciations").forEachEntry((kind, count) -> counts.put(kind, count.asLong()));
        return counts;
    }
}
