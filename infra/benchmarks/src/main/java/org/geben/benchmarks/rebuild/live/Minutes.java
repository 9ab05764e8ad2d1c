package org.geben.benchmarks.rebuild.live;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.geben.benchmarks.serving.Api;
import tools.jackson.databind.JsonNode;

/**
 * What was acknowledged and what was answered. Every answer says up to which position of the log it tells; so it can be
 * judged exactly once nothing is under way any more, however much was going on when it was given.
 */
final class Minutes {
    private final SortedMap<Long, Deed> deeds = new ConcurrentSkipListMap<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private record Answer(Question question, long position, String told) {}

    void acknowledged(long position, Deed deed) {
        deeds.put(position, deed);
    }

    void answered(Question question, JsonNode answer) {
        answers.add(new Answer(question, answer.get("position").asLong(), question.told(answer)));
    }

    void failed(Exception failure) {
        failures.add(failure.toString());
    }

    /** @throws IllegalStateException if a request failed, or an answer was wrong */
    void conclude(Beginning beginning, Api api) throws IOException, InterruptedException {
        refuse("requests failed", failures);
        refuse("answers were wrong", wrongAnswers(beginning, api));
        System.out.printf("%nNo request failed, and none of %,d answers was wrong.%n", answers.size());
    }

    private static void refuse(String what, Queue<String> cases) {
        if (!cases.isEmpty()) {
            throw new IllegalStateException("%,d %s; the first:%n%s".formatted(cases.size(), what, cases.peek()));
        }
    }

    /** One sentence for each answer that is not what the acknowledged commands up to its position make it. */
    private Queue<String> wrongAnswers(Beginning beginning, Api api) throws IOException, InterruptedException {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        Model model = new Model(beginning.appreciations());
        Map<Long, Instant> times = times(api);
        SortedMap<Long, Deed> left = new TreeMap<>(deeds);
        for (Answer answer : answers.stream()
                .sorted((one, other) -> Long.compare(one.position(), other.position()))
                .toList()) {
            take(left, answer.position(), times, model);
            String expected = answer.question().expected(model);
            if (!answer.told().equals(expected)) {
                wrong.add("%s told at position %d:%n%s%ninstead of:%n%s"
                        .formatted(answer.question(), answer.position(), answer.told(), expected));
            }
        }
        return wrong;
    }

    private static void take(SortedMap<Long, Deed> left, long position, Map<Long, Instant> times, Model model) {
        SortedMap<Long, Deed> due = left.headMap(position + 1);
        due.forEach((at, deed) -> {
            Instant time = times.get(at);
            if (time == null) {
                throw new IllegalStateException("The log has nothing at the acknowledged position " + at);
            }
            model.take(deed, time);
        });
        due.clear();
    }

    /** When each event happened, by the log. */
    private Map<Long, Instant> times(Api api) throws IOException, InterruptedException {
        Map<Long, Instant> times = new HashMap<>();
        long after = deeds.firstKey() - 1;
        while (after < deeds.lastKey()) {
            JsonNode page = api.get("/events?limit=1000&after=" + after);
            for (JsonNode event : page.get("events")) {
                times.put(
                        event.get("position").asLong(),
                        Instant.parse(event.get("occurredAt").asString()));
            }
            after = page.get("position").asLong();
        }
        return times;
    }
}
