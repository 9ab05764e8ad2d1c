package org.geben.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.geben.query.Reader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Of the past the history tells what views of the same past are folded from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastHistoryTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final String EXPORT = "/api/v1/members/%s/export".formatted(ANA);

    private final HttpClient http = HttpClient.newHttpClient();
    private HistoryServer server;

    /** At positions 1 to 9 happens what happened on the days 1, 2, 3, 9, 8, 7, 6, 5 and 4. */
    @BeforeAll
    void start() {
        server = HistoryServer.start("log.first-position=1");
        append(new MemberJoined(ANA, new Handle("ana"), "Ana", null, false), 1);
        for (int day : new int[] {2, 3, 9, 8, 7, 6, 5, 4}) {
            append(day % 2 == 0 ? new MemberLeft(ANA) : new MemberReturned(ANA), day);
        }
    }

    @AfterAll
    void stop() {
        http.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100})
    void pagesOfAPositionEndThere(int limit) throws Exception {
        for (int position = 0; position <= 9; position++) {
            assertThat(pages("limit=%d&atPosition=%d".formatted(limit, position)))
                    .isEqualTo(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L).subList(0, position));
        }
        assertThat(pages("limit=%d&atPosition=6&type=member.left.v1".formatted(limit)))
                .containsExactly(2L, 5L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100})
    void pagesOfAMomentHaveWhatWasRecordedLater(int limit) throws Exception {
        String at = "limit=%d&asOf=".formatted(limit);

        assertThat(pages(at + day(5))).containsExactly(1L, 2L, 3L, 8L, 9L);
        assertThat(pages(at + day(5).minusNanos(1000))).containsExactly(1L, 2L, 3L, 9L);
        assertThat(pages(at + day(0))).isEmpty();
        assertThat(pages(at + day(9))).hasSize(9);
        assertThat(pages(at + day(6) + "&type=member.left.v1")).containsExactly(2L, 7L, 9L);
        assertThat(pages(at + day(6) + "&stream=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void pageSaysHowFarItHasReadAndThatNothingFollows() throws Exception {
        JsonNode exact = get("/api/v1/events?limit=4&atPosition=4");
        assertThat(exact.get("next").isNull()).isTrue();
        assertThat(exact.get("position").asLong()).isEqualTo(4);
        JsonNode filtered = get("/api/v1/events?type=member.joined.v1&atPosition=5");
        assertThat(filtered.get("next").isNull()).isTrue();
        assertThat(filtered.get("position").asLong()).isEqualTo(5);
        assertThat(get("/api/v1/events?after=7&atPosition=5").toString())
                .isEqualTo("{\"events\":[],\"next\":null,\"position\":7}");
        assertThat(get("/api/v1/events?limit=3&asOf=" + day(5)).get("next").asLong())
                .isEqualTo(3);
        assertThat(get("/api/v1/events?asOf=" + day(5)).get("position").asLong())
                .isEqualTo(9);
    }

    @Test
    void exportEndsThereToo() throws Exception {
        assertThat(positions(get(EXPORT))).hasSize(9);
        JsonNode early = get(EXPORT + "?atPosition=5");
        assertThat(positions(early)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(early.get("position").asLong()).isEqualTo(5);
        JsonNode then = get(EXPORT + "?asOf=" + day(5));
        assertThat(positions(then)).containsExactly(1L, 2L, 3L, 8L, 9L);
        assertThat(then.get("position").asLong()).isEqualTo(9);
        assertThat(get(EXPORT + "?atPosition=0").toString())
                .isEqualTo("{\"member\":\"%s\",\"events\":[],\"position\":0}".formatted(ANA));
    }

    @ParameterizedTest
    @CsvSource({
        "POSITION_MALFORMED, atPosition=-1",
        "POSITION_MALFORMED, atPosition=soon",
        "POSITION_BEYOND_LOG, atPosition=10",
        "TIME_MALFORMED, asOf=2026-03-05",
        "AS_OF_FUTURE, asOf=2026-04-01T00:00:01Z",
        "CUT_AMBIGUOUS, asOf=2026-03-05T00:00:00Z&atPosition=5",
        "CUT_AMBIGUOUS, asOf=2026-03-05T00:00:00Z&minPosition=5",
        "CUT_AMBIGUOUS, atPosition=5&minPosition=5",
        "POSITION_MALFORMED, minPosition=-1",
        "POSITION_MALFORMED, minPosition=soon",
        "POSITION_BEYOND_LOG, minPosition=10",
        "HISTORY_WITHOUT_GENERATION, generation=1",
        "HISTORY_WITHOUT_GENERATION, generation=leaderboard-1",
        "HISTORY_WITHOUT_GENERATION, generation=1&atPosition=5",
    })
    void senselessPastIsRefused(String code, String asked) throws Exception {
        for (String path : List.of("/api/v1/events", EXPORT)) {
            HttpResponse<String> answer = send(path + "?" + asked, null);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).as(path + "?" + asked).contains("\"" + code + "\"");
        }
    }

    /** There is nothing to wait for: a command answers with a position that the log has. */
    @Test
    void whateverPositionACommandHasAnsweredTheHistoryReachesIt() throws Exception {
        for (int position : List.of(0, 5, 9)) {
            assertThat(pages("minPosition=" + position)).hasSize(9);
            assertThat(positions(get(EXPORT + "?minPosition=" + position))).hasSize(9);
        }
    }

    @Test
    void onlyWhoMayReadItLearnsWhereTheLogEnds() throws Exception {
        String nobody = UUID.randomUUID().toString();

        for (String name : List.of("atPosition", "minPosition")) {
            assertThat(send("/api/v1/events?%s=10".formatted(name), nobody).body())
                    .contains("ROLE_REQUIRED");
            assertThat(send("%s?%s=10".formatted(EXPORT, name), nobody).body()).contains("EXPORT_OF_ANOTHER");
        }
        assertThat(send("/api/v1/events/stream?minPosition=10", nobody).body()).contains("ROLE_REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asOf=2026-03-05T00:00:00Z", "atPosition=5"})
    void streamHasNoPast(String asked) throws Exception {
        HttpResponse<String> answer = send("/api/v1/events/stream?after=-1&" + asked, null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("STREAM_WITHOUT_PAST");
    }

    @ParameterizedTest
    @CsvSource({
        "POSITION_MALFORMED, minPosition=soon",
        "POSITION_BEYOND_LOG, minPosition=10",
        "HISTORY_WITHOUT_GENERATION, generation=1",
    })
    void streamRefusesWhatTheHistoryDoes(String code, String asked) throws Exception {
        HttpResponse<String> answer = send("/api/v1/events/stream?after=-1&" + asked, null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + code + "\"");
    }

    private void append(Record event, int day) {
        server.append(ANA.toString(), event, Map.of(), day(day));
    }

    private static Instant day(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }

    private List<Long> pages(String query) throws Exception {
        List<Long> positions = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = get("/api/v1/events?" + query + after);
            positions.addAll(positions(page));
            if (page.get("next").isNull()) {
                return positions;
            }
            after = "&after=" + page.get("next").asLong();
        }
    }

    private static List<Long> positions(JsonNode answer) {
        return answer.get("events")
                .valueStream()
                .map(event -> event.get("position").asLong())
                .toList();
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send(path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> send(String path, @Nullable String reader) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        return http.send(
                (reader == null ? request : request.header(Reader.HEADER, reader)).build(), BodyHandlers.ofString());
    }
}
