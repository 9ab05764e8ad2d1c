package org.geben.query.history;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.Reader;
import org.geben.query.history.StreamClient.Received;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class EventStreamTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");

    private HistoryServer server;

    @BeforeEach
    void start() {
        server = HistoryServer.start("geben.stream.heartbeat=100ms", "geben.stream.subscribers=3");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsEachEventWithItsPositionItsTypeAndItsEnvelopeInOneLine() throws IOException {
        server.append(ANA.toString(), new MemberJoined(ANA, new Handle("ana"), "Ana\nGrün", null, false));
        try (StreamClient client = StreamClient.connect(server.port(), "?after=-1", null)) {
            client.readUntil(() -> !client.events().isEmpty());

            Received received = client.events().getFirst();
            assertThat(received.event()).isEqualTo("member.joined.v1");
            assertThat(received.id()).isEqualTo(server.head());
            JsonNode envelope = JsonMapper.shared().readTree(received.data());
            assertThat(envelope.get("position").asLong()).isEqualTo(server.head());
            assertThat(envelope.at("/data/name").asString()).isEqualTo("Ana\nGrün");
        }
    }

    @Test
    void forbidsEveryoneOnTheWayToKeepOrHoldBackTheStream() throws IOException {
        try (StreamClient client = StreamClient.connect(server.port(), "", null)) {
            assertThat(client.head())
                    .contains("200")
                    .containsIgnoringCase("Content-Type: text/event-stream;charset=UTF-8")
                    .containsIgnoringCase("Cache-Control: no-cache")
                    .containsIgnoringCase("X-Accel-Buffering: no");
        }
    }

    @Test
    void memberFollowsItAsAuditorIntegratorOrAdministratorOnly() throws Exception {
        for (Map.Entry<UUID, Role> member : HistoryServer.ROLES.entrySet()) {
            HttpURLConnection connection = (HttpURLConnection)
                    server.uri("/api/v1/events/stream").toURL().openConnection();
            connection.setRequestProperty(Reader.HEADER, member.getKey().toString());

            boolean mayRead = Set.of(Role.AUDITOR, Role.INTEGRATOR, Role.ADMIN).contains(member.getValue());
            assertThat(connection.getResponseCode())
                    .as(member.getValue().name())
                    .isEqualTo(mayRead ? 200 : 403);
            connection.disconnect();
            await().until(() -> server.subscribers().count() == 0);
        }
    }

    @Test
    void endsWithOneEventOnceItsReaderHoldsNoRoleAnyMore() throws IOException {
        UUID auditor = HistoryServer.ROLES.entrySet().stream()
                .filter(member -> member.getValue() == Role.AUDITOR)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        try (StreamClient client = StreamClient.connect(server.port(), auditor)) {
            client.readUntil(() -> client.comments() >= 3);
            server.append(ANA.toString(), new MemberLeft(ANA));
            client.readUntil(() -> client.events().size() == 1);
            String last = client.lastEventId();
            server.revoke(auditor);
            client.readUntil(() -> false);

            assertThat(client.events()).extracting(Received::event).containsExactly("member.left.v1", "stream.refused");
            assertThat(JsonMapper.shared()
                            .readTree(client.events().getLast().data())
                            .get("code")
                            .asString())
                    .isEqualTo("ROLE_REQUIRED");
            assertThat(client.lastEventId()).isEqualTo(last);
        }
        await().untilAsserted(() -> assertThat(server.subscribers().count()).isZero());
    }

    @Test
    void beginsWithWhatComesFromNowOnUnlessToldOtherwise() throws IOException {
        server.append(ANA.toString(), new MemberLeft(ANA));
        String before = Long.toString(server.head());
        try (StreamClient client = StreamClient.connect(server.port(), "", null)) {
            client.readUntil(() -> client.lastEventId().equals(before));
            server.append(ANA.toString(), new MemberReturned(ANA));
            client.readUntil(() -> !client.events().isEmpty());

            assertThat(client.events()).extracting(Received::event).containsExactly("member.returned.v1");
        }
    }

    @Test
    void losesNothingForAClientThatWasCutOffBeforeItsFirstEventOfAnEmptyLog() throws IOException {
        String resume;
        try (StreamClient client = StreamClient.connect(server.port(), "", null)) {
            client.readUntil(() -> !client.lastEventId().isEmpty());
            resume = client.lastEventId();
        }
        server.append(ANA.toString(), new MemberLeft(ANA));
        try (StreamClient client = StreamClient.connect(server.port(), "", resume)) {
            client.readUntil(() -> !client.events().isEmpty());
            assertThat(client.events()).extracting(Received::event).containsExactly("member.left.v1");
        }
    }

    @Test
    void sendsOnlyTheTypesAskedForAndTellsHowFarItHasRead() throws IOException {
        try (StreamClient client =
                StreamClient.connect(server.port(), "?after=-1&type=member.left.v1&type=member.joined.v1", null)) {
            server.append(ANA.toString(), new MemberLeft(ANA));
            server.append(ANA.toString(), new MemberReturned(ANA));
            server.append(ANA.toString(), new MemberReturned(ANA));
            String head = Long.toString(server.head());
            client.readUntil(() -> client.lastEventId().equals(head));

            assertThat(client.events()).extracting(Received::event).containsExactly("member.left.v1");
        }
    }

    @Test
    void beatsWhileNothingHappens() throws IOException {
        try (StreamClient client = StreamClient.connect(server.port(), "", null)) {
            client.readUntil(() -> client.comments() >= 3);
            assertThat(client.comments()).isEqualTo(3);
            assertThat(client.events()).isEmpty();
        }
    }

    @Test
    void noticesThatAClientHasGone() throws IOException {
        try (StreamClient client = StreamClient.connect(server.port(), "", null)) {
            client.readUntil(() -> client.comments() >= 1);
            assertThat(server.subscribers().count()).isEqualTo(1);
        }
        await().untilAsserted(() -> assertThat(server.subscribers().count()).isZero());
    }

    @Test
    void refusesPositionsThatTheLogHasNot() throws IOException {
        assertRefused("?after=-1", "yesterday", 400, "POSITION_MALFORMED");
        assertRefused("?after=-1", "-2", 400, "POSITION_MALFORMED");
        assertRefused("?after=1e3", null, 400, "POSITION_MALFORMED");
        assertRefused("", "123456789012345678901234567890", 400, "POSITION_MALFORMED");
        assertRefused("", Long.toString(server.head() + 1), 400, "POSITION_BEYOND_LOG");
        assertRefused("?type=member.Joined", null, 400, "EVENT_TYPE_UNKNOWN");
    }

    @Test
    void refusesMoreSubscribersThanItHasPlacesAndGivesAPlaceBack() throws IOException {
        StreamClient first = StreamClient.connect(server.port(), "", null);
        try (first;
                StreamClient second = StreamClient.connect(server.port(), "", null);
                StreamClient third = StreamClient.connect(server.port(), "", null)) {
            assertThat(List.of(second, third))
                    .allSatisfy(served -> assertThat(served.head()).contains("200"));
            assertRefused("", null, 503, "SUBSCRIBERS_FULL");
            first.close();
            await().untilAsserted(() -> assertThat(server.subscribers().count()).isEqualTo(2));
            try (StreamClient fourth = StreamClient.connect(server.port(), "", null)) {
                assertThat(fourth.head()).contains("200");
            }
        }
    }

    @Test
    void letsNobodyWaitForASlowReaderAndLosesNothingForIt() throws Exception {
        int count = 8_000;
        try (StreamClient slow = new StreamClient(server.port(), "?after=-1", null, 4_096);
                StreamClient quick = StreamClient.connect(server.port(), "?after=-1", null)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> appendLongOnes(count));
            quick.readUntil(() -> quick.events().size() == count);
            writing.get(10, SECONDS);
            assertThat(slow.events()).isEmpty();

            slow.readUntil(() -> slow.events().size() == count);
            assertThat(slow.events()).isEqualTo(quick.events());
            long first = quick.events().getFirst().id();
            assertThat(quick.events())
                    .extracting(Received::id)
                    .containsExactlyElementsOf(
                            LongStream.range(first, first + count).boxed().toList());
        }
    }

    @Test
    void endsItsStreamsAtShutdownEvenThoseThatNobodyReads() throws Exception {
        try (StreamClient idle = StreamClient.connect(server.port(), "", null);
                StreamClient stuck = new StreamClient(server.port(), "?after=-1", null, 4_096)) {
            assertThat(stuck.head()).contains("200");
            appendLongOnes(8_000);
            Subscribers subscribers = server.subscribers();
            long before = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
            idle.readUntil(() -> false);
            assertThat(subscribers.count()).isZero();
        }
    }

    private void appendLongOnes(int count) {
        MemberJoined joined = new MemberJoined(ANA, new Handle("ana"), "Ana", "x".repeat(2_000), false);
        for (int i = 0; i < count; i++) {
            server.append(ANA.toString(), joined);
        }
    }

    private void assertRefused(String query, @Nullable String lastEventId, int status, String code) throws IOException {
        try (StreamClient client = StreamClient.connect(server.port(), query, lastEventId)) {
            assertThat(client.head()).contains(" " + status + " ").containsIgnoringCase("application/problem+json");
            assertThat(client.rest()).contains("\"code\":\"" + code + "\"");
        }
    }
}
