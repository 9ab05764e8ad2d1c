package org.geben.application.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geben.application.GebenApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The community manager's cases, by a clock that the test puts forward. */
class OutreachJourneyTest {
    private static final TravellingClock CLOCK = new TravellingClock();
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private @Nullable ServingContext server;

    /** Geben in which time passes as the test says. */
    @Import(GebenApplication.class)
    static class AheadOfTime {
        @Bean
        @Primary
        Clock travelling() {
            return CLOCK;
        }
    }

    @AfterEach
    void stop() {
        server().close();
    }

    @Test
    void aNewcomerNotWelcomedIsOneCaseAcrossRestartsUntilWelcomed() throws Exception {
        start();
        String ana = join("ana");
        learnt();
        restart();
        CLOCK.pass(Duration.ofHours(47));
        String ben = join("ben");
        assertThat(opened("NEWCOMER_UNWELCOMED")).isEmpty();
        CLOCK.pass(Duration.ofHours(2));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(opened("NEWCOMER_UNWELCOMED")).containsExactly(ana));

        restart();
        CLOCK.pass(Duration.ofHours(47));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(opened("NEWCOMER_UNWELCOMED")).containsExactly(ana, ben));
        change("POST", "/members/%s/welcome".formatted(ana), ben, null);
        await().atMost(SOON).untilAsserted(() -> assertThat(closed()).containsExactly(ana));

        JsonNode closed = events("outreach.resolved.v1").getFirst();
        assertThat(closed.get("data").has("by")).isFalse();
        assertThat(closed.has("actor")).isFalse();
        assertThat(closed.get("source").asString()).isEqualTo("policy:newcomer-unwelcomed");
        assertThat(server().api().get("/events?stream=" + ana).get("events")).hasSize(2);
    }

    @Test
    void casesOpenAndCloseAsTheCommunityGoesOn() throws Exception {
        start();
        String ana = join("ana");
        String ben = join("ben");
        String manager = join("manager");
        change("PUT", "/members/%s/roles/COMMUNITY_MANAGER".formatted(manager), null, null);
        change("PUT", "/members/%s/roles/LEADER".formatted(manager), null, null);
        String group = create("/groups", ana, Map.of("name", "Gardening"));
        String question = create(
                "/contributions", ana, Map.of("kind", "QUESTION", "title", "When?", "text", "Beans.", "group", group));
        String post = create("/contributions", ana, Map.of("kind", "POST", "text", "Beans!"));
        for (int i = 0; i < 10; i++) {
            create("/contributions", ben, Map.of("kind", "ANSWER", "text", "In May.", "inReplyTo", question));
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(opened("FIRST_CONTRIBUTION")).containsExactlyInAnyOrder(ana, ben));
        create("/appreciations", ben, Map.of("subject", "contribution:" + question, "kind", "CELEBRATE"));
        await().atMost(SOON).untilAsserted(() -> assertThat(closed()).containsExactly(ana));

        CLOCK.pass(Duration.ofDays(2));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(opened("UNANSWERED")).containsExactly(ana);
            assertThat(opened("SINGLE_HELPER")).containsExactly(ben);
        });
        JsonNode unanswered = events("outreach.opened.v1").stream()
                .filter(event -> event.at("/data/cause").asString().equals("UNANSWERED"))
                .findFirst()
                .orElseThrow();
        assertThat(unanswered.at("/data/contribution").asString()).isEqualTo(post);
        change(
                "POST",
                "/outreach/%s/resolve".formatted(unanswered.get("stream").asString()),
                manager,
                Map.of("note", "Asked Cleo."));
        change("DELETE", "/contributions/" + post, ana, null);

        CLOCK.pass(Duration.ofDays(6));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(opened("LEADER_ABSENT")).containsExactly(manager));
        CLOCK.pass(Duration.ofDays(24));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(opened("GONE_QUIET")).containsExactly(ben);
            assertThat(opened("NEVER_THANKED")).containsExactly(ben);
        });
        change("POST", "/members/%s/leave".formatted(ben), ben, null);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(closed()).filteredOn(ben::equals).hasSize(4));
        CLOCK.pass(Duration.ofDays(2));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(closed()).filteredOn(ben::equals).hasSize(5));
        assertThat(opened("UNANSWERED")).containsExactly(ana);
    }

    private ServingContext server() {
        return requireNonNull(server);
    }

    private void start() {
        server = ServingContext.start(AheadOfTime.class, data);
    }

    private void restart() {
        server().close();
        start();
    }

    private String join(String handle) throws Exception {
        return create("/members", null, Map.of("handle", handle, "name", handle));
    }

    private String create(String path, @Nullable String actor, Map<String, ?> body) throws Exception {
        return server().api().create(path, actor, body).id();
    }

    private void change(String method, String path, @Nullable String actor, @Nullable Map<String, ?> body)
            throws Exception {
        server().api().change(method, path, actor, body);
    }

    /** Waits until policies have come to the end of the log. */
    private void learnt() {
        JdbcClient views = server().context().getBean(JdbcClient.class);
        await().atMost(SOON)
                .until(() -> views.sql("SELECT count(*) FROM geben_outreach.deadline")
                                .query(Long.class)
                                .single()
                        > 0);
    }

    private List<String> opened(String cause) throws Exception {
        return events("outreach.opened.v1").stream()
                .filter(event -> event.at("/data/cause").asString().equals(cause))
                .map(event -> event.at("/data/member").asString())
                .toList();
    }

    /** The members whose cases closed by themselves. */
    private List<String> closed() throws Exception {
        return events("outreach.resolved.v1").stream()
                .filter(event -> !event.get("data").has("by"))
                .map(event -> event.at("/data/member").asString())
                .toList();
    }

    private List<JsonNode> events(String type) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        server().api().get("/events?type=" + type).get("events").forEach(events::add);
        return events;
    }
}
