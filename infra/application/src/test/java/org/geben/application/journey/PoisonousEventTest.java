package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.geben.application.journey.Api.Answer;
import org.geben.application.journey.Api.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class PoisonousEventTest {
    private static final Duration RETRIES = Duration.ofSeconds(30);

    @Test
    void oneViewGoesOnWithoutItUntilAnOperatorHasItFolded(@TempDir Path data) throws Exception {
        try (ServingContext server = ServingContext.start(data)) {
            Api api = server.api();
            JdbcClient readSide = server.context().getBean(JdbcClient.class);
            String feed = readSide.sql("SELECT schema_name FROM geben.generation WHERE projection = 'feed'")
                    .query(String.class)
                    .single();
            alter(readSide, feed, "ADD CONSTRAINT unbearable CHECK (handle <> 'bane')");

            Recorded bane = join(api, "bane");
            Recorded ana = join(api, "ana");
            await().atMost(RETRIES)
                    .untilAsserted(() -> assertThat(api.call("GET", "/members/" + ana.id(), null, null)
                                    .status())
                            .isEqualTo(200));

            JsonNode incomplete = api.get("/members/" + ana.id());
            assertThat(incomplete.at("/incomplete/parked").asLong()).isOne();
            assertThat(incomplete.get("position").asLong()).isEqualTo(ana.position());
            assertThat(api.get("/leaderboards/giving?minPosition=" + ana.position())
                            .has("incomplete"))
                    .isFalse();
            JsonNode letter = api.get("/dead-letters").at("/entries/0");
            assertThat(letter.get("stream").asString()).isEqualTo(bane.id());
            assertThat(letter.get("cause").asString()).contains("unbearable").doesNotContain("bane,");
            await().untilAsserted(() -> {
                JsonNode readiness = server.operations().get("/health/readiness");
                assertThat(readiness
                                .at("/components/projections/details/feed/parked")
                                .asLong())
                        .isOne();
            });

            Answer again = api.call("POST", "/dead-letters/%s/retry".formatted(letter.get("id")), null, Map.of());
            assertThat(again.expect(409).get("code").asString()).isEqualTo("DEAD_LETTER_FAILS_AGAIN");
            alter(readSide, feed, "DROP CONSTRAINT unbearable");
            JsonNode folded = api.call("POST", "/dead-letters/%s/retry".formatted(letter.get("id")), null, Map.of())
                    .expect(200);

            assertThat(folded.get("folded").asLong()).isOne();
            assertThat(api.get("/members/" + bane.id()).get("handle").asString())
                    .isEqualTo("bane");
            await().atMost(RETRIES)
                    .untilAsserted(
                            () -> assertThat(api.get("/members/" + bane.id()).has("incomplete"))
                                    .isFalse());
        }
    }

    private static Recorded join(Api api, String handle) throws Exception {
        return api.create("/members", null, Map.of("handle", handle, "name", "A name"));
    }

    private static void alter(JdbcClient readSide, String feed, String alteration) {
        readSide.sql("ALTER TABLE %s.member %s".formatted(feed, alteration)).update();
    }
}
