package org.geben.application.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.application.ServedApi.json;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.application.ServedApi;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final MemberId ANA = MemberId.imported("intranet", "ana");

    private ServedApi api;

    @BeforeAll
    void serve(@TempDir Path data) throws Exception {
        api = ServedApi.start(data, ServedApi.WITHOUT_POLICIES);
        assertThat(statuses(send(line(
                        "member.join",
                        Map.of("source", "intranet", "key", "ana"),
                        Map.of("handle", "ana", "name", "Ana")))))
                .containsExactly("recorded");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void whatIsLateIsRecordedWithTheTimeAtWhichItHappened() throws Exception {
        long head = api.head();
        List<JsonNode> answers = send(line(
                "contribution.publish",
                Map.of(
                        "occurredAt", "2019-05-04T10:00:00+02:00",
                        "actor", ANA.toString(),
                        "source", "intranet",
                        "key", "post-17"),
                Map.of("kind", "POST", "content", content("Late."))));

        assertThat(statuses(answers)).containsExactly("recorded");
        assertThat(answers.getFirst().path("id").asString())
                .isEqualTo(ContributionId.imported("intranet", "post-17").toString());
        assertThat(answers.getFirst().path("position").asLong()).isEqualTo(head + 1);
        JsonNode event = json(api.get("/events?after=" + head)).at("/events/0");
        assertThat(event.path("occurredAt").asString()).isEqualTo("2019-05-04T08:00:00Z");
        assertThat(event.path("actor").asString()).isEqualTo(ANA.toString());
        assertThat(event.path("source").asString()).isEqualTo("intranet");
    }

    @Test
    void thousandsOfLinesAreAnsweredInTheirOrderAndNoFaultStopsAnother() throws Exception {
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        UUID article = UUID.randomUUID();
        lines.add(line(
                "contribution.publish",
                Map.of("actor", ANA.toString()),
                Map.of("contributionId", article.toString(), "kind", "ARTICLE", "content", content("0"))));
        expected.add("recorded");
        for (int i = 1; i <= 3_000; i++) {
            switch (i % 6) {
                case 0 -> add(lines, expected, "{\"command\": ", "malformed");
                case 1 ->
                    add(
                            lines,
                            expected,
                            line(
                                    "contribution.revise",
                                    Map.of("actor", ANA.toString()),
                                    Map.of("contributionId", article.toString(), "text", Integer.toString(i))),
                            "recorded");
                case 2 -> add(lines, expected, line("member.dance", Map.of(), Map.of()), "malformed");
                case 3 ->
                    add(
                            lines,
                            expected,
                            line(
                                    "appreciation.give",
                                    Map.of("actor", ANA.toString()),
                                    Map.of("subject", "contribution:" + article, "kind", "LIKE")),
                            "refused");
                case 4 ->
                    add(
                            lines,
                            expected,
                            line(
                                    "appreciation.give",
                                    Map.of("actor", ANA.toString()),
                                    Map.of("subject", "https://example.org/" + i / 12, "kind", "LIKE")),
                            i % 12 == 4 ? "recorded" : "repeat");
                default -> add(lines, expected, "x".repeat(100), "malformed");
            }
        }

        List<JsonNode> answers = send(String.join("\n\n", lines));

        assertThat(statuses(answers)).isEqualTo(expected);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).path("line").asInt()).isEqualTo(2 * i + 1);
        }
        assertThat(answers.stream()
                        .filter(answer -> answer.has("position"))
                        .map(answer -> answer.path("position").asLong()))
                .isSorted();
        JsonNode shown = json(api.get("/contributions/" + article + "?minPosition=" + api.head()));
        assertThat(shown.toString()).contains("\"2995\"");
    }

    @Test
    void idsThatFollowFromTheRestAreDerived() throws Exception {
        String group = send(line(
                        "group.found", Map.of("actor", ANA.toString()), Map.of("name", "Gardeners", "access", "OPEN")))
                .getFirst()
                .path("id")
                .asString();
        String join = line("group.join", Map.of("actor", ANA.toString()), Map.of("groupId", group));
        String leave = line("group.leave", Map.of("actor", ANA.toString()), Map.of("groupId", group));

        assertThat(statuses(send(join + "\n" + leave + "\n" + leave + "\n" + join)))
                .containsExactly("repeat", "recorded", "repeat", "recorded");
    }

    @Test
    void underAKeyTheSameLinesMakeNothingTwice() throws Exception {
        String lines = line(
                        "contribution.publish",
                        Map.of("actor", ANA.toString()),
                        Map.of("kind", "POST", "content", content("Twice.")))
                + "\n";
        List<JsonNode> first = sendUnder(lines + lines, "Idempotency-Key", "b-1");
        List<JsonNode> repeat = sendUnder(lines + lines, "Idempotency-Key", "b-1");
        List<JsonNode> others = sendUnder(lines + lines, "Idempotency-Key", "b-2");

        assertThat(statuses(first)).containsExactly("recorded", "recorded");
        assertThat(statuses(repeat)).containsExactly("repeat", "repeat");
        assertThat(repeat)
                .extracting(BulkTest::id)
                .isEqualTo(first.stream().map(BulkTest::id).toList());
        assertThat(statuses(others)).containsExactly("recorded", "recorded");
        assertThat(api.send(
                                "POST",
                                "/commands",
                                BodyPublishers.ofString(lines),
                                "Content-Type",
                                "application/x-ndjson",
                                "Idempotency-Key",
                                "two words")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theFirstAnswersComeBeforeTheLastLineIsSent() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            out.write(("POST /api/v1/commands HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ServedApi.KEY
                            + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(UTF_8));
            for (int i = 0; i < 5; i++) {
                chunk(
                        out,
                        line(
                                        "contribution.publish",
                                        Map.of("actor", ANA.toString()),
                                        Map.of("kind", "POST", "content", content("At once " + i)))
                                + "\n");
                assertThat(answer(in)).contains("\"line\":" + (i + 1), "\"recorded\"");
            }
            out.write("0\r\n\r\n".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"command\": \"member.leave\" | UNREADABLE_JSON |",
                "[] | UNREADABLE_JSON |",
                "null | UNREADABLE_JSON |",
                "5 | UNREADABLE_JSON |",
                "{} {} | UNREADABLE_JSON |",
                "{\"command\": 5} | UNREADABLE_JSON | /command",
                "{} | FIELD_MISSING | /command",
                "{\"command\": \"a\", \"command\": \"b\"} | UNREADABLE_JSON |",
                "{\"command\": \"member.dance\"} | COMMAND_UNKNOWN | /command",
                "{\"command\": \"member.leave\", \"when\": 1} | UNREADABLE_JSON | /when",
                "{\"command\": \"member.leave\", \"actor\": \"ana\"} | MALFORMED | /actor",
                "{\"command\": \"member.leave\", \"data\": []} | UNREADABLE_JSON | /data",
                "{\"command\": \"member.leave\"} | FIELD_MISSING | /data/memberId",
                "{\"command\": \"member.leave\", \"data\": {\"memberId\": 5}} | UNREADABLE_JSON | /data/memberId",
                "{\"command\": \"member.leave\", \"data\": {\"memberId\": \"x\"}} | MALFORMED | /data/memberId",
                "{\"command\": \"member.leave\", \"data\": {\"x/y\": 1}} | UNREADABLE_JSON | /data/x~1y",
                "{\"command\": \"member.leave\", \"data\": {}, \"source\": \"a b\"} | MALFORMED | /source",
                "{\"command\": \"member.leave\", \"data\": {}, \"key\": \"a\"} | KEY_WITHOUT_USE | /key",
                "{\"command\": \"member.join\", \"data\": {}, \"key\": \"a\"} | FIELD_MISSING | /source",
                "{\"command\": \"scoring.publish-rules\", \"occurredAt\": \"2024-03-01T08:00:00Z\"} | OCCURRED_AT_WITHOUT_USE | /occurredAt",
                "{\"command\": \"member.join\", \"data\": {\"handle\": \"eve\"}} | FIELD_MISSING | /data/name",
                "{\"command\": \"member.join\", \"data\": {\"handle\": \"eve\", \"name\": \"E\", \"automated\": \"no\"}} | UNREADABLE_JSON | /data/automated",
                "{\"command\": \"member.choose-leaderboard-visibility\", \"actor\": \"ANA\"} | FIELD_MISSING | /data/visible",
                "{\"command\": \"member.suspend\", \"actor\": \"ANA\", \"data\": {\"memberId\": \"ANA\", \"reason\": \"x\", \"by\": \"018f3c1e-0000-7000-8000-00000000000a\"}} | ACTOR_CONTRADICTED | /data/by",
                "{\"command\": \"appreciation.give\", \"data\": {\"subject\": \"https://x.org\", \"kind\": \"LIKE\"}} | FIELD_MISSING | /data/giver",
                "{\"command\": \"appreciation.give\", \"actor\": \"ANA\", \"data\": {\"appreciationId\": \"ANA\", \"subject\": \"https://x.org\", \"kind\": \"LIKE\"}} | UNREADABLE_JSON | /data/appreciationId",
                "{\"command\": \"appreciation.give\", \"actor\": \"ANA\", \"data\": {\"subject\": \"x\", \"kind\": \"LIKE\"}} | MALFORMED | /data/subject",
                "{\"command\": \"appreciation.give\", \"actor\": \"ANA\", \"data\": {\"subject\": \"https://x.org\", \"kind\": \"HATE\"}} | UNREADABLE_JSON | /data/kind",
                "{\"command\": \"contribution.publish\", \"actor\": \"ANA\", \"data\": {\"kind\": \"POST\"}} | FIELD_MISSING | /data/content",
                "{\"command\": \"contribution.publish\", \"actor\": \"ANA\", \"data\": {\"kind\": \"POST\", \"content\": 5}} | UNREADABLE_JSON | /data/content",
                "{\"command\": \"contribution.publish\", \"actor\": \"ANA\", \"data\": {\"kind\": \"POST\", \"content\": {\"text\": \"a\", \"format\": \"PLAIN\", \"tags\": [null]}}} | FIELD_MISSING | /data/content/tags/0",
                "{\"command\": \"contribution.publish\", \"actor\": \"ANA\", \"data\": {\"kind\": \"POST\", \"content\": {\"text\": \"a\", \"format\": \"PLAIN\", \"tags\": [5]}}} | UNREADABLE_JSON | /data/content/tags/0",
                "{\"command\": \"contribution.publish\", \"actor\": \"ANA\", \"data\": {\"kind\": \"POST\", \"content\": {\"text\": \"a\", \"format\": \"PLAIN\", \"tags\": [], \"x\": 1}}} | UNREADABLE_JSON | /data/content/x",
                "{\"command\": \"member.leave\", \"occurredAt\": 5} | UNREADABLE_JSON | /occurredAt",
                "{\"command\": \"member.leave\", \"occurredAt\": \"yesterday\"} | MALFORMED | /occurredAt",
                "{\"command\": \"member.leave\", \"occurredAt\": \"2020-01-01\"} | MALFORMED | /occurredAt",
                "{\"command\": \"member.leave\", \"occurredAt\": \"1969-12-31T23:59:59Z\"} | OCCURRED_TOO_LONG_AGO | /occurredAt",
                "{\"command\": \"member.leave\", \"occurredAt\": \"-999999999-01-01T00:00:00Z\"} | OCCURRED_TOO_LONG_AGO | /occurredAt",
                "{\"command\": \"member.leave\", \"occurredAt\": \"+1000000000-12-31T23:59:59Z\"} | OCCURRED_IN_THE_FUTURE | /occurredAt",
                "{\"command\": \"member.leave\", \"occurredAt\": \"2999-01-01T00:00:00Z\"} | OCCURRED_IN_THE_FUTURE | /occurredAt",
            })
    void saysWhatIsWrongInALineAndWhere(String line, String code, @Nullable String pointer) throws Exception {
        long head = api.head();

        JsonNode answer = send(line.replace("ANA", ANA.toString())).getFirst();

        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("malformed");
        assertThat(answer.path("code").asString()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.path("pointer").asString(null)).isEqualTo(pointer);
        assertThat(answer.path("detail").asString()).endsWith(".").doesNotContain("java", "geben.", "Exception");
        assertThat(api.head()).isEqualTo(head);
    }

    @Test
    void aBrokenRulePointsToWhereTheLineSaysIt() throws Exception {
        JsonNode inContent = send(line(
                        "contribution.publish",
                        Map.of("actor", ANA.toString()),
                        Map.of("kind", "POST", "content", content(""))))
                .getFirst();
        assertThat(inContent.path("status").asString()).isEqualTo("refused");
        assertThat(inContent.path("code").asString()).isEqualTo("CONTRIBUTION_TEXT_OUT_OF_BOUNDS");
        assertThat(inContent.path("pointer").asString()).isEqualTo("/data/content/text");

        JsonNode atTop = send(line("member.change-profile", Map.of("actor", ANA.toString()), Map.of("name", "")))
                .getFirst();
        assertThat(atTop.path("pointer").asString()).isEqualTo("/data/name");
    }

    @Test
    void takesWhatAnHonestClockThatIsFastCallsNow() throws Exception {
        String soon = Instant.now().plusSeconds(30).toString();
        assertThat(statuses(send(line(
                        "contribution.publish",
                        Map.of("actor", ANA.toString(), "occurredAt", soon),
                        Map.of("kind", "POST", "content", content("Now."))))))
                .containsExactly("recorded");
    }

    @Test
    void aLineIsBoundedAndTheirNumberIsNot() throws Exception {
        String fine = line(
                "contribution.publish",
                Map.of("actor", ANA.toString()),
                Map.of("kind", "POST", "content", content("y".repeat(90_000))));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(fine);
        }
        lines.add(5, "x".repeat(3_000_000));

        List<JsonNode> answers = send(String.join("\n", lines));

        assertThat(answers.get(5).path("code").asString()).isEqualTo("LINE_TOO_LARGE");
        assertThat(statuses(answers))
                .containsOnlyOnce("malformed")
                .contains("recorded")
                .hasSize(21);
    }

    @Test
    void bytesThatAreNoTextAreAnsweredAsSuch() throws Exception {
        HttpResponse<String> answer = api.send(
                "POST",
                "/commands",
                BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '\n', 0, 0, '\n', '{', '}'}),
                "Content-Type",
                "application/x-ndjson");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(statuses(lines(answer))).containsExactly("malformed", "malformed", "malformed");
    }

    @Test
    void nothingIsAnsweredByNothing() throws Exception {
        assertThat(send("\n\n")).isEmpty();
    }

    @Test
    void anotherTypeOfBodyIsRefused() throws Exception {
        HttpResponse<String> answer = api.post("/commands", "{}");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("code").asString()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    private static void add(List<String> lines, List<String> expected, String line, String status) {
        lines.add(line);
        expected.add(status);
    }

    private static Map<String, Object> content(String text) {
        return Map.of("text", text, "format", "PLAIN", "tags", List.of());
    }

    private static String line(String command, Map<String, String> around, Map<String, ?> data) {
        Map<String, Object> line = new LinkedHashMap<>(around);
        line.put("command", command);
        line.put("data", data);
        return JSON.writeValueAsString(line);
    }

    private List<JsonNode> send(String lines) throws Exception {
        return sendUnder(lines);
    }

    private List<JsonNode> sendUnder(String lines, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/x-ndjson"));
        all.addAll(List.of(headers));
        HttpResponse<String> answer =
                api.send("POST", "/commands", BodyPublishers.ofString(lines), all.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        return lines(answer);
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) {
        return answer.body().lines().map(JSON::readTree).toList();
    }

    private static List<String> statuses(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.path("status").asString()).toList();
    }

    private static String id(JsonNode answer) {
        return answer.path("id").asString();
    }

    private static void chunk(OutputStream out, String text) throws Exception {
        byte[] bytes = text.getBytes(UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(UTF_8));
        out.flush();
    }

    /** The next line that is an answer: the head and the frames of chunks stand between them. */
    private static String answer(BufferedReader in) throws Exception {
        String line = in.readLine();
        while (line != null && !line.startsWith("{")) {
            line = in.readLine();
        }
        return String.valueOf(line);
    }
}
