package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.geben.application.journey.Api.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KilledServerTest {
    /** More of them under the soak profile. */
    private static final int ROUNDS = Integer.getInteger("geben.test.kills", 3);

    private static final int WRITERS = 4;

    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    @TempDir
    Path data;

    @Test
    void everythingAcknowledgedIsThereAndCountedOnceHoweverOftenTheServerIsKilled() throws Exception {
        Random random = new Random(9);
        String ana = "";
        String ben = "";
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.start(data);
                    Api api = server.api()) {
                if (round == 0) {
                    ana = join(api, "ana");
                    ben = join(api, "ben");
                }
                verify(api, ana, ben);
                writeUntilKilled(server, api, ana, ben, 20 + random.nextInt(400));
            }
        }
        try (ServerProcess server = ServerProcess.start(data);
                Api api = server.api()) {
            verify(api, ana, ben);
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 20);
    }

    private String join(Api api, String handle) throws Exception {
        Recorded joined = api.create("/members", null, Map.of("handle", handle, "name", handle));
        acknowledged.put(joined.id(), joined.position());
        return joined.id();
    }

    private void writeUntilKilled(ServerProcess server, Api api, String ana, String ben, int writes) throws Exception {
        CountDownLatch enough = new CountDownLatch(writes);
        List<Thread> writers = new ArrayList<>();
        Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < WRITERS; i++) {
            Thread writer = new Thread(() -> write(api, ana, ben, enough));
            writer.setUncaughtExceptionHandler((thread, failure) -> unexpected.add(failure));
            writer.start();
            writers.add(writer);
        }
        boolean written = enough.await(1, TimeUnit.MINUTES);
        server.kill();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(unexpected).isEmpty();
        assertThat(written).as("enough was written before the kill").isTrue();
    }

    /** Ends when the server does. */
    private void write(Api api, String ana, String ben, CountDownLatch enough) {
        try {
            while (true) {
                Recorded post = api.create("/contributions", ana, Map.of("kind", "POST", "text", "In March."));
                acknowledged.put(post.id(), post.position());
                Recorded thanks = api.create(
                        "/appreciations", ben, Map.of("subject", "contribution:" + post.id(), "kind", "THANKS"));
                acknowledged.put(thanks.id(), thanks.position());
                enough.countDown();
            }
        } catch (IOException gone) {
            // The server was killed; what it had acknowledged has been noted.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void verify(Api api, String ana, String ben) throws Exception {
        List<JsonNode> history = history(api);
        assertThat(history.stream().map(event -> event.get("position").asLong()))
                .as("positions")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        acknowledged.forEach((id, position) -> assertThat(
                        history.get((int) (position - 1)).get("stream").asString())
                .as("the event acknowledged at %d", position)
                .isEqualTo(id));

        long posts = count(history, "contribution.published.v1");
        long thanks = count(history, "appreciation.given.v1");
        String caughtUp = "?minPosition=" + history.size();
        JsonNode anas = api.get("/members/" + ana + caughtUp);
        assertThat(anas.get("counts").get("contributions").asLong()).isEqualTo(posts);
        assertThat(anas.get("counts").get("appreciationsReceived").asLong()).isEqualTo(thanks);
        assertThat(counted("contributions", ana, api.get("/leaderboards/contributing" + caughtUp + "&window=all")))
                .isEqualTo(posts);
        assertThat(counted("appreciationsGiven", ben, api.get("/leaderboards/giving" + caughtUp + "&window=all")))
                .isEqualTo(thanks);
    }

    private static long counted(String part, String member, JsonNode board) {
        for (JsonNode entry : board.get("entries")) {
            if (entry.get("member").get("id").asString().equals(member)) {
                return entry.get("parts").get(part).asLong();
            }
        }
        return 0;
    }

    private static List<JsonNode> history(Api api) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page = api.get("/events?limit=1000");
        page.get("events").forEach(events::add);
        while (page.hasNonNull("next")) {
            page = api.get("/events?limit=1000&after=" + page.get("next").asLong());
            page.get("events").forEach(events::add);
        }
        return events;
    }

    private static long count(List<JsonNode> history, String type) {
        return history.stream()
                .filter(event -> event.get("type").asString().equals(type))
                .count();
    }
}
