package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.geben.application.database.EventLogDatabase;
import org.geben.application.journey.Api.Recorded;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.kurrentdb.KurrentDbEventStorageEngine;
import org.geben.eventstore.kurrentdb.server.KurrentServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The whole backend with its log on a server of KurrentDB's protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KurrentDbJourneyTest implements CommunityJourneyContract {

    private final KurrentServer log = KurrentServer.start();
    private ServingContext server;

    @BeforeAll
    void serve(@TempDir Path data) {
        server = ServingContext.start(
                data,
                "--geben.event-store=kurrentdb",
                "--geben.kurrentdb.connection-string=" + log.connectionString(),
                "--geben.read.wait=20s");
    }

    @AfterAll
    void stop() {
        server.close();
        log.close();
    }

    @Override
    public Api api() {
        return server.api();
    }

    @Test
    void keepsNothingOfTheLogInPostgresql() {
        assertThat(server.context().getBean(EventLog.class)).isInstanceOf(KurrentDbEventStorageEngine.class);
        assertThat(server.context().getBeansOfType(EventLogDatabase.class)).isEmpty();
        assertThat(server.context()
                        .getBean(JdbcClient.class)
                        .sql("SELECT to_regnamespace('event_log') IS NULL")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void waitsForALogThatIsAwayAndGoesOn() throws Exception {
        Recorded joined = api().create("/members", null, Map.of("handle", "pat", "name", "Pat"));
        log.stop();
        log.restart();

        Recorded post = api().create("/contributions", joined.id(), Map.of("kind", "POST", "text", "Still here."));

        JsonNode shown = api().get("/contributions/%s?minPosition=%d".formatted(post.id(), post.position()));
        assertThat(shown.toString()).contains("Still here.");
    }

    @Test
    void pagesThroughTheHistory() throws Exception {
        for (String handle : List.of("ulla", "verena", "wanda")) {
            api().create("/members", null, Map.of("handle", handle, "name", handle));
        }
        long after = 0;
        long seen = 0;
        JsonNode page = api().get("/events?limit=2");
        while (!page.get("events").isEmpty()) {
            for (JsonNode event : page.get("events")) {
                assertThat(event.get("position").asLong()).isGreaterThan(after);
                after = event.get("position").asLong();
                seen++;
            }
            page = api().get("/events?limit=2&after=" + after);
        }
        assertThat(seen).isGreaterThanOrEqualTo(6);
    }

    @Test
    void isReadyAndSaysWhereItStands() throws Exception {
        try (Api operations = server.operations()) {
            JsonNode health = operations.get("/health");
            assertThat(health.get("status").asString()).isEqualTo("UP");
            JsonNode feed = health.at("/components/projections/details/feed");
            assertThat(feed.has("lagSeconds")).isTrue();
            assertThat(feed.has("lagEvents"))
                    .as("positions do not count events")
                    .isFalse();
        }
    }
}
