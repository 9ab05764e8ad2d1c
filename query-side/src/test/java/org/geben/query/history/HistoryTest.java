package org.geben.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.geben.kernel.Envelope;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");

    private final HttpClient http = HttpClient.newHttpClient();
    private HistoryServer server;

    @BeforeAll
    void start() {
        server = HistoryServer.start();
        for (int i = 0; i < 10; i++) {
            server.append(ANA.toString(), new MemberLeft(ANA));
            server.append(ANA.toString(), new MemberReturned(ANA));
        }
        server.append(
                BEN.toString(),
                new MemberLeft(BEN),
                Map.of(
                        Envelope.RECORDED_AT, "2026-03-01T10:00:01.5Z",
                        Envelope.ACTOR, BEN.toString(),
                        Envelope.CORRELATION_ID, "c-1",
                        Envelope.CAUSATION_ID, "c-2",
                        Envelope.SOURCE, "import:test",
                        Envelope.TIME_INFERRED, "true"));
    }

    @AfterAll
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void wrapsEachEventInItsEnvelope() throws Exception {
        JsonNode event = get("?stream=" + BEN).at("/events/0");

        assertThat(event.get("position").asLong()).isEqualTo(server.head());
        assertThat(event.get("type").asString()).isEqualTo("member.left.v1");
        assertThat(event.get("stream").asString()).isEqualTo(BEN.toString());
        assertThat(event.get("sequence").asLong()).isZero();
        assertThat(event.get("occurredAt").asString()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(event.get("recordedAt").asString()).isEqualTo("2026-03-01T10:00:01.500Z");
        assertThat(event.get("actor").asString()).isEqualTo(BEN.toString());
        assertThat(event.get("correlationId").asString()).isEqualTo("c-1");
        assertThat(event.get("causationId").asString()).isEqualTo("c-2");
        assertThat(event.get("source").asString()).isEqualTo("import:test");
        assertThat(event.get("timeInferred").asBoolean()).isTrue();
        assertThat(event.at("/data/memberId").asString()).isEqualTo(BEN.toString());
    }

    @Test
    void leavesOutOfTheEnvelopeWhatTheLogDoesNotKnow() throws Exception {
        JsonNode event = get("?limit=1").at("/events/0");

        assertThat(event.propertyNames())
                .containsExactlyInAnyOrder("position", "id", "type", "stream", "sequence", "occurredAt", "data");
    }

    @Test
    void saysHowFarItHasReadWhereNoEventPassesTheFilter() throws Exception {
        JsonNode page = get("?type=member.joined.v1");

        assertThat(page.get("events")).isEmpty();
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(page.get("position").asLong()).isEqualTo(server.head());
        assertThat(get("?after=" + server.head()).get("position").asLong()).isEqualTo(server.head());
        assertThat(get("?limit=3").get("position")).isEqualTo(get("?limit=3").get("next"));
    }

    @Test
    void saysOfAnEmptyLogThatNothingWasRead() throws Exception {
        try (HistoryServer empty = HistoryServer.start()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(empty.uri("/api/v1/events")).build(), BodyHandlers.ofString());

            assertThat(JsonMapper.shared()
                            .readTree(answer.body())
                            .get("position")
                            .asLong())
                    .isEqualTo(-1);
        }
    }

    @Test
    void givesEveryEventOncePageByPage() throws Exception {
        List<Long> sequences = positionsByPages("limit=4");
        assertThat(sequences).hasSize(21).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void saysThatNothingFollowsWhenAPageEndsExactlyAtTheEndOfTheLog() throws Exception {
        JsonNode page = get("?limit=21");
        assertThat(page.get("events").size()).isEqualTo(21);
        assertThat(page.get("next").isNull()).isTrue();
    }

    @Test
    void filtersByTypesAndByStream() throws Exception {
        assertThat(positionsByPages("limit=3&type=member.left.v1")).hasSize(11);
        assertThat(positionsByPages("limit=3&type=member.left.v1&type=member.returned.v1"))
                .hasSize(21);
        assertThat(positionsByPages("limit=3&type=member.left.v1&stream=" + ANA))
                .hasSize(10);
    }

    @Test
    void refusesUnknownTypesWithTheListOfKnownOnes() throws Exception {
        HttpResponse<String> answer = send("?type=member.flew.v1");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("EVENT_TYPE_UNKNOWN");
    }

    @Test
    void refusesPagesOutOfBounds() throws Exception {
        assertThat(send("?limit=0").body()).contains("LIMIT_OUT_OF_BOUNDS");
        assertThat(send("?limit=1001").body()).contains("LIMIT_OUT_OF_BOUNDS");
        assertThat(send("?after=soon").body()).contains("POSITION_MALFORMED");
    }

    @Test
    void refusesToReadOnAfterWhatHasNotBeenRecorded() throws Exception {
        HttpResponse<String> answer = send("?after=" + (server.head() + 1));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("POSITION_BEYOND_LOG");
        assertThat(get("?after=" + server.head()).get("events")).isEmpty();
        assertThat(get("?after=-1").get("events")).isNotEmpty();
        assertThat(send("?after=" + (server.head() + 1), UUID.randomUUID().toString())
                        .body())
                .contains("ROLE_REQUIRED");
    }

    @Test
    void memberReadsItAsAuditorIntegratorOrAdministratorOnly() throws Exception {
        for (Map.Entry<UUID, Role> member : HistoryServer.ROLES.entrySet()) {
            HttpResponse<String> answer = send("", member.getKey().toString());

            boolean mayRead = Set.of(Role.AUDITOR, Role.INTEGRATOR, Role.ADMIN).contains(member.getValue());
            assertThat(answer.statusCode()).as(member.getValue().name()).isEqualTo(mayRead ? 200 : 403);
            if (!mayRead) {
                assertThat(answer.body()).contains("ROLE_REQUIRED");
            }
        }
    }

    @Test
    void whatIsMalformedIsToldBeforeWhoMayReadIt() throws Exception {
        String nobody = UUID.randomUUID().toString();

        assertThat(send("?type=member.flew.v1", nobody).body()).contains("EVENT_TYPE_UNKNOWN");
        assertThat(send("?limit=0", nobody).body()).contains("LIMIT_OUT_OF_BOUNDS");
        assertThat(send("", "ana").body()).contains("ID_MALFORMED");
        assertThat(send("", nobody).body()).contains("ROLE_REQUIRED");
    }

    private List<Long> positionsByPages(String query) throws Exception {
        List<Long> positions = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = get("?" + query + after);
            page.get("events")
                    .forEach(event -> positions.add(event.get("position").asLong()));
            if (page.get("next").isNull()) {
                return positions;
            }
            after = "&after=" + page.get("next").asLong();
        }
    }

    private JsonNode get(String query) throws Exception {
        HttpResponse<String> answer = send(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> send(String query, String reader) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.uri("/api/v1/events" + query))
                        .header(Reader.HEADER, reader)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String query) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.uri("/api/v1/events" + query)).build(), BodyHandlers.ofString());
    }
}
