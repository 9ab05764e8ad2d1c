package org.geben.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.application.ServedApi.id;
import static org.geben.application.ServedApi.json;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.geben.application.ServedApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private static final String TEXT = "{\"kind\": \"POST\", \"text\": \"Cake in the kitchen.\"}";

    private ServedApi api;
    private JdbcClient jdbc;
    private String ana;

    @BeforeAll
    void serve(@TempDir Path data) throws Exception {
        api = ServedApi.start(
                data, "--refusing=true", "--geben.idempotency.most-in-answer=10KB", ServedApi.WITHOUT_POLICIES);
        jdbc = api.server().getBean(JdbcClient.class);
        ana = id(api.post("/members", "{\"handle\": \"ana\", \"name\": \"Ana\"}"));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void aRepeatIsAnsweredAsTheFirstAndRecordsNothing() throws Exception {
        HttpResponse<String> first = publish("k-1", TEXT);
        long head = api.head();

        HttpResponse<String> repeat = publish("\"k-1\"", TEXT);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(repeat.statusCode()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(repeat.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(repeat.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(repeat.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(api.head()).isEqualTo(head);
    }

    @Test
    void aRefusalIsRepeatedToo() throws Exception {
        String nobody = "{\"kind\": \"POST\", \"text\": \"\"}";
        HttpResponse<String> first = publish("k-refused", nobody);
        HttpResponse<String> repeat = publish("k-refused", nobody);

        assertThat(first.statusCode()).isEqualTo(422);
        assertThat(repeat.statusCode()).isEqualTo(422);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(repeat.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(repeat.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void withoutAKeyEveryRequestIsANewOne() throws Exception {
        assertThat(id(api.post("/contributions", TEXT, "Geben-Actor", ana)))
                .isNotEqualTo(id(api.post("/contributions", TEXT, "Geben-Actor", ana)));
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() throws Exception {
        publish("k-2", TEXT);
        long head = api.head();

        refused(publish("k-2", TEXT.replace("Cake", "Tea")), 422, "IDEMPOTENCY_KEY_REUSED");
        refused(
                api.post(
                        "/contributions", TEXT, "Geben-Actor", UUID.randomUUID().toString(), "Idempotency-Key", "k-2"),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        refused(
                api.post("/contributions?x=1", TEXT, "Geben-Actor", ana, "Idempotency-Key", "k-2"),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        assertThat(api.head()).isEqualTo(head);
    }

    @Test
    void theSameKeyOnAnotherPathIsAnotherKey() throws Exception {
        String post = id(publish("k-3", TEXT));

        HttpResponse<String> withdrawal = api.send(
                "DELETE",
                "/contributions/" + post,
                BodyPublishers.noBody(),
                "Geben-Actor",
                ana,
                "Idempotency-Key",
                "k-3");

        assertThat(withdrawal.statusCode()).isEqualTo(200);
        assertThat(withdrawal.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() throws Exception {
        long head = api.head();

        List<HttpResponse<String>> answers = atOnce(12, () -> publish("k-4", TEXT));

        assertThat(api.head()).isEqualTo(head + 1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .allSatisfy(answer ->
                        assertThat(json(answer).path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_IN_USE"));
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 409))
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201))
                .extracting(ServedApi::id)
                .containsOnly(id(publish("k-4", TEXT)));
    }

    @Test
    void whileTheFirstIsCarriedOutARepeatIsToldToComeAgain() throws Exception {
        publish("k-5", TEXT);
        claimedAgo(Duration.ZERO);

        HttpResponse<String> repeat = publish("k-5", TEXT);

        refused(repeat, 409, "IDEMPOTENCY_KEY_IN_USE");
        assertThat(repeat.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void aClaimOfANodeThatIsNoMoreIsTakenOverByTheSameRequestOnly() throws Exception {
        String post = id(publish("k-6", TEXT));
        long head = api.head();
        claimedAgo(Duration.ofMinutes(2));

        refused(publish("k-6", TEXT.replace("Cake", "Tea")), 422, "IDEMPOTENCY_KEY_REUSED");
        HttpResponse<String> repeat = publish("k-6", TEXT);

        assertThat(repeat.statusCode()).isEqualTo(200);
        assertThat(id(repeat)).isEqualTo(post);
        assertThat(api.head()).isEqualTo(head);
        assertThat(publish("k-6", TEXT).headers().firstValue("Idempotency-Replayed"))
                .hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contributions", "members", "groups"})
    void aCrashBeforeTheAnswerIsKeptMakesNoSecondThing(String path) throws Exception {
        String body = switch (path) {
            case "members" -> "{\"handle\": \"ben\", \"name\": \"Ben\"}";
            case "groups" -> "{\"name\": \"Gardeners\"}";
            default -> TEXT;
        };
        HttpResponse<String> first = api.post("/" + path, body, "Geben-Actor", ana, "Idempotency-Key", "k-7");
        long head = api.head();
        jdbc.sql("DELETE FROM geben_http.idempotency").update();

        HttpResponse<String> repeat = api.post("/" + path, body, "Geben-Actor", ana, "Idempotency-Key", "k-7");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(UUID.fromString(id(first)).version()).isEqualTo(5);
        assertThat(repeat.statusCode()).isEqualTo(200);
        assertThat(id(repeat)).isEqualTo(id(first));
        assertThat(api.head()).isEqualTo(head);
    }

    @Test
    void aFailureIsNotKept() throws Exception {
        assertThat(api.post("/flaky", "", "Idempotency-Key", "k-8").statusCode())
                .isEqualTo(500);
        assertThat(api.post("/flaky", "", "Idempotency-Key", "k-8").body()).isEqualTo("2");
        assertThat(api.post("/flaky", "", "Idempotency-Key", "k-8").body()).isEqualTo("2");

        assertThat(api.post("/contended", "", "Idempotency-Key", "k-8").statusCode())
                .isEqualTo(409);
        assertThat(api.post("/contended", "", "Idempotency-Key", "k-8").statusCode())
                .isEqualTo(409);
        assertThat(api.get("/calls").body()).isEqualTo("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "\"open", "a,b\""})
    void aKeyThatIsNoneIsRefused(String key) throws Exception {
        refused(publish(key, TEXT), 400, "IDEMPOTENCY_KEY_MALFORMED");
    }

    @Test
    void severalKeysAreRefused() throws Exception {
        refused(
                api.post("/contributions", TEXT, "Geben-Actor", ana, "Idempotency-Key", "a", "Idempotency-Key", "b"),
                400,
                "IDEMPOTENCY_KEY_MALFORMED");
    }

    @Test
    void theAccessKeyIsAskedForFirst() throws Exception {
        publish("k-9", TEXT);
        HttpResponse<String> stranger =
                api.strangersPost("/contributions", TEXT, "Geben-Actor", ana, "Idempotency-Key", "k-9");

        refused(stranger, 401, "ACCESS_KEY_MISSING");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItsKeyIsTaken() throws Exception {
        String large = "{\"kind\": \"POST\", \"text\": \"" + "x".repeat(2_000_000) + "\"}";
        refused(publish("k-10", large), 413, "BODY_TOO_LARGE");
        assertThat(publish("k-10", TEXT).statusCode()).isEqualTo(201);
    }

    @Test
    void whatIsOldGoesAndWhatIsTooMuchGoesOldestFirst() throws Exception {
        jdbc.sql("DELETE FROM geben_http.idempotency").update();
        for (int hours : List.of(1, 2, 3, 4, 25, 26)) {
            jdbc.sql("INSERT INTO geben_http.idempotency (key, fingerprint, token, claimed_at)"
                            + " VALUES (:key, '', :token, now() - make_interval(hours => :hours))")
                    .param("key", new byte[] {(byte) hours})
                    .param("token", UUID.randomUUID())
                    .param("hours", hours)
                    .update();
        }

        api.server().getBean(Claims.class).clean();
        assertThat(keys()).containsExactly(1, 2, 3, 4);

        new Claims(
                        jdbc,
                        new IdempotencySettings(
                                Duration.ofHours(24), Duration.ofMinutes(1), 2, DataSize.ofKilobytes(1)))
                .clean();
        assertThat(keys()).containsExactly(1, 2);
    }

    private List<Integer> keys() {
        return jdbc.sql("SELECT key FROM geben_http.idempotency ORDER BY key")
                .query((row, number) -> (int) Objects.requireNonNull(row.getBytes(1))[0])
                .list();
    }

    /** As if the answer to the newest request had not been kept yet. */
    private void claimedAgo(Duration age) {
        jdbc.sql("UPDATE geben_http.idempotency SET status = NULL, claimed_at = now() - make_interval(secs => :age)"
                        + " WHERE claimed_at = (SELECT max(claimed_at) FROM geben_http.idempotency)")
                .param("age", (double) age.toSeconds())
                .update();
    }

    private HttpResponse<String> publish(String key, String body) throws Exception {
        return api.post("/contributions", body, "Geben-Actor", ana, "Idempotency-Key", key);
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result :
                    threads.invokeAll(Stream.generate(() -> call).limit(times).toList())) {
                results.add(result.get());
            }
            return results;
        }
    }
}
