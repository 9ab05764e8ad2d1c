package org.geben.application.observability;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.geben.application.GebenApplication;
import org.geben.application.axon.LiveProjections;
import org.geben.application.policy.LogFollower;
import org.geben.application.process.Launcher;
import org.geben.query.generation.Generations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityTest {
    private static final String KEY = "a-key-for-this-test-only";

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext server;

    @BeforeAll
    void serve(@TempDir Path data) throws Exception {
        server = new Launcher(
                        GebenApplication.class,
                        List.of("--server.port=0", "--geben.data-dir=" + data, "--geben.admin-key=" + KEY))
                .startServer();
        assertThat(join("ana")).isEqualTo(201);
        assertThat(join("ben")).isEqualTo(201);
        assertThat(join("ana")).isEqualTo(409);
        get("/api/v1/events");
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void countsCommandsByWhatBecameOfThem() throws Exception {
        assertThat(metrics())
                .containsPattern("geben_commands_seconds_count\\{command=\"JoinMember\",outcome=\"accepted\"} 2\\b")
                .containsPattern("geben_commands_seconds_count\\{command=\"JoinMember\",outcome=\"refused\"} 1\\b")
                .contains("geben_commands_seconds_bucket{command=\"JoinMember\",outcome=\"accepted\",le=\"0.01\"}");
    }

    @Test
    void measuresHowTheLogIsWritten() throws Exception {
        assertThat(metrics())
                .contains("geben_append_batch_duration_seconds_bucket")
                .contains("geben_append_batch_events_sum")
                .contains("geben_append_batch_appends_sum")
                .containsPattern("geben_appends_total\\{outcome=\"stored\"} [1-9]");
    }

    @Test
    void showsThatTheProjectionsReachTheEndOfTheLog() {
        await().untilAsserted(() -> {
            String metrics = metrics();
            assertThat(value(metrics, "geben_log_position")).isPositive();
            assertThat(value(metrics, "geben_projection_position{projection=\"feed\"}"))
                    .isEqualTo(value(metrics, "geben_log_position"));
            assertThat(value(metrics, "geben_projection_lag_events{projection=\"feed\"}"))
                    .isZero();
            assertThat(value(metrics, "geben_projection_lag_seconds{projection=\"feed\"}"))
                    .isZero();
            assertThat(value(metrics, "geben_projection_following{projection=\"feed\"}"))
                    .isOne();
            assertThat(value(metrics, "geben_projection_parked{projection=\"feed\"}"))
                    .isZero();
            assertThat(value(metrics, "geben_projection_batch_events_sum{projection=\"feed\"}"))
                    .isEqualTo(value(metrics, "geben_log_position"));
        });
    }

    @Test
    void showsWhatTheLastVerificationHasFound() throws Exception {
        assertThat(metrics())
                .contains("geben_projection_verified_position{projection=\"health\"} NaN")
                .contains("geben_projection_verified_age_seconds{projection=\"health\"} NaN")
                .contains("geben_projection_verified_equal{projection=\"health\"} NaN");
        assertThat(post("/api/v1/verifications", "{\"projection\": \"feed\"}")).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String metrics = metrics();
            assertThat(value(metrics, "geben_projection_verified_position{projection=\"feed\"}"))
                    .isEqualTo(value(metrics, "geben_projection_position{projection=\"feed\"}"));
            assertThat(value(metrics, "geben_projection_verified_age_seconds{projection=\"feed\"}"))
                    .isBetween(0.0, 60.0);
            assertThat(value(metrics, "geben_projection_verified_equal{projection=\"feed\"}"))
                    .isOne();
        });
    }

    @Test
    void showsSubscribersThePoolsAndTheMachine() throws Exception {
        assertThat(metrics())
                .contains(
                        "geben_stream_subscribers 0",
                        "geben_stream_subscribers_limit 1000",
                        "hikaricp_connections_active{pool=\"HikariPool-",
                        "hikaricp_connections_active{pool=\"event-log\"}",
                        "hikaricp_connections_active{pool=\"event-log-writer\"}",
                        "jvm_memory_used_bytes",
                        "http_server_requests_seconds_count");
    }

    @Test
    void registersTheTimersOfAxonsProcessorsWithTheRegistryThatIsScraped() throws Exception {
        assertThat(server.getBean(MeterRegistry.class)).isInstanceOf(PrometheusMeterRegistry.class);
        assertThat(metrics()).contains("axon_event_processor_success_seconds_count", "processor_name=\"feed-");
    }

    /** The rules of Prometheus' own linter, as far as they concern names. */
    @Test
    void namesEveryMetricByTheConventionsOfPrometheus() throws Exception {
        Pattern type = Pattern.compile("# TYPE (\\S+) (\\S+)");
        assertThat(metrics().lines().filter(line -> line.matches("# HELP \\S+\\s*")))
                .as("metrics without a description")
                .isEmpty();
        Set<String> seen = new HashSet<>();
        metrics().lines().forEach(line -> {
            Matcher declared = type.matcher(line);
            if (declared.matches()) {
                String name = declared.group(1);
                assertThat(seen.add(name)).as("%s is declared once", name).isTrue();
                assertThat(name)
                        .matches("[a-z][a-z0-9_]*")
                        .doesNotMatch(".*_(gauge|counter|histogram|summary|ms|ns|count)(_total)?");
                assertThat(name.endsWith("_total"))
                        .as(line)
                        .isEqualTo(declared.group(2).equals("counter"));
            } else if (!line.startsWith("#")) {
                assertThat(line.replaceAll("\"[^\"]*\"", "")).as(line).doesNotMatch(".*[a-z][A-Z].*=.*");
            }
        });
        assertThat(seen).isNotEmpty();
    }

    @Test
    void isReadyWhenDatabasesAndProjectionsAre() throws Exception {
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        await().untilAsserted(() -> {
            HttpResponse<String> readiness = get("/actuator/health/readiness");
            assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);
            JsonNode components = JsonMapper.shared().readTree(readiness.body()).get("components");
            assertThat(components.propertyNames()).contains("db", "followers", "log", "projections", "readinessState");
            assertThat(components.at("/projections/details/feed/running").asBoolean())
                    .isTrue();
        });
    }

    @Test
    void isAliveButNotReadyWhileAProjectionStandsStill() throws Exception {
        TrackingEventProcessor feed =
                requireNonNull(server.getBean(LiveProjections.class).processor("feed"));
        feed.shutDown();
        try {
            HttpResponse<String> readiness = get("/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("\"running\":false");
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(value(metrics(), "geben_projection_following{projection=\"feed\"}"))
                    .isZero();
        } finally {
            feed.start();
        }
        await().untilAsserted(() ->
                assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200));
    }

    @Test
    void isAliveButNotReadyWhilePoliciesStandStill() throws Exception {
        await().untilAsserted(() -> assertThat(
                        followers().at("/details/policies/following").asBoolean())
                .isTrue());
        LogFollower policies = server.getBean("policyFollower", LogFollower.class);
        policies.stop();
        try {
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(followers().get("status").asString()).isEqualTo("DOWN");
            assertThat(followers().at("/details/policies/running").asBoolean(true))
                    .isFalse();
            assertThat(followers().at("/details/erasures/running").asBoolean()).isTrue();
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(value(metrics(), "geben_policies_following")).isZero();
        } finally {
            policies.start();
        }
        await().untilAsserted(() ->
                assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200));
    }

    @Test
    void isNotReadyWhilePoliciesCannotGoOn() throws Exception {
        change("ALTER TABLE geben_outreach.watch RENAME TO watched");
        try {
            makeALeader();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(followers().get("status").asString()).isEqualTo("DOWN");
                assertThat(followers().at("/details/policies/failing").asBoolean())
                        .isTrue();
            });
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(value(metrics(), "geben_policies_following")).isZero();
        } finally {
            change("ALTER TABLE geben_outreach.watched RENAME TO watch");
        }
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(value(metrics(), "geben_policies_lag_seconds")).isZero();
        });
    }

    private void makeALeader() throws Exception {
        String member = JsonMapper.shared()
                .readTree(get("/api/v1/events?type=member.joined.v1").body())
                .at("/events/0/stream")
                .asString();
        assertThat(send(request("/api/v1/members/%s/roles/LEADER".formatted(member))
                                .PUT(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    private JsonNode followers() throws Exception {
        return JsonMapper.shared()
                .readTree(get("/actuator/health/readiness").body())
                .at("/components/followers");
    }

    @Test
    void showsHowFarPoliciesAreAndWhatTheyWaitFor() {
        await().untilAsserted(() -> {
            String metrics = metrics();
            assertThat(value(metrics, "geben_policies_position")).isEqualTo(value(metrics, "geben_log_position"));
            assertThat(value(metrics, "geben_policies_lag_seconds")).isZero();
            assertThat(value(metrics, "geben_policies_following")).isOne();
            assertThat(value(metrics, "geben_policies_open_deadlines")).isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void isReadyWhileOtherCodeKeepsAViewThatCanBeRead() throws Exception {
        change("UPDATE geben.generation SET version = version + 1 WHERE projection = 'health' AND state = 'LIVE'");
        awaitHandedOver("health");
        HttpResponse<String> readiness = get("/actuator/health/readiness");
        assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);
        assertThat(JsonMapper.shared()
                        .readTree(readiness.body())
                        .at("/components/projections/details/health/followed")
                        .asBoolean(true))
                .isFalse();
        assertThat(get("/api/v1/health").statusCode()).isEqualTo(200);

        change("UPDATE geben.generation SET version = version - 1 WHERE projection = 'health' AND state = 'LIVE'");
        await().until(() -> server.getBean(LiveProjections.class).processor("health") != null);
    }

    @Test
    void isReadyWhileAnotherNodeOfTheSameCodeKeepsAView() throws Exception {
        changeClaim("owner = 'another node', stored_at = '2999-01-01T00:00:00Z'");
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> value(metrics(), "geben_projection_following{projection=\"search\"}") == 0);
            HttpResponse<String> readiness = get("/actuator/health/readiness");
            assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);
            String metrics = metrics();
            assertThat(value(metrics, "geben_projection_position{projection=\"search\"}"))
                    .isPositive();
            assertThat(value(metrics, "geben_projection_lag_seconds{projection=\"search\"}"))
                    .isLessThan(60);
        } finally {
            changeClaim("owner = NULL");
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(value(metrics(), "geben_projection_following{projection=\"search\"}"))
                        .isOne());
    }

    private void changeClaim(String claim) {
        change("UPDATE geben.token_entry SET %s WHERE processor_name LIKE 'search-%%'".formatted(claim));
    }

    @Test
    void isOutOfServiceAndNotBrokenWhileOtherCodeKeepsAViewThatCannotBeRead() throws Exception {
        String schema = server.getBean(Generations.class)
                .live("leaderboard")
                .orElseThrow()
                .schema();
        change("UPDATE geben.generation SET version = version + 1 WHERE projection = 'leaderboard' AND state = 'LIVE'");
        change("ALTER TABLE %s.member RENAME COLUMN id TO other".formatted(schema));
        awaitHandedOver("leaderboard");
        HttpResponse<String> readiness = get("/actuator/health/readiness");
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(JsonMapper.shared()
                        .readTree(readiness.body())
                        .at("/components/projections/status")
                        .asString())
                .isEqualTo("OUT_OF_SERVICE");
        assertThat(get("/api/v1/leaderboards/giving").body()).contains("VIEW_OF_OTHER_CODE");

        change("ALTER TABLE %s.member RENAME COLUMN other TO id".formatted(schema));
        change("UPDATE geben.generation SET version = version - 1 WHERE projection = 'leaderboard' AND state = 'LIVE'");
        assertThat(post("/api/v1/generations", "{\"projection\": \"leaderboard\"}"))
                .isEqualTo(202);
        await().untilAsserted(() ->
                assertThat(get("/api/v1/leaderboards/giving").statusCode()).isEqualTo(200));
    }

    private void change(String sql) {
        server.getBean(JdbcClient.class).sql(sql).update();
    }

    private void awaitHandedOver(String projection) {
        await().until(() -> server.getBean(LiveProjections.class).processor(projection) == null);
    }

    @Test
    void tellsAViewThatIsBuiltFromOneThatCannotBe() throws Exception {
        becomes("state = 'BUILDING', version = version + 1, target = position + 100", "LIVE");
        JsonNode building = awaitReadiness("OUT_OF_SERVICE");
        assertThat(building.get("live").asBoolean()).isFalse();
        assertThat(building.get("target").asLong() - building.get("position").asLong())
                .isEqualTo(100);

        becomes(
                "state = 'FAILED', version = version - 1, failure = 'It cannot fold the event at position 3'",
                "BUILDING");
        assertThat(awaitReadiness("DOWN").get("failure").asString()).contains("at position 3");
        assertThat(get("/api/v1/health").body()).contains("VIEW_FAILED");

        becomes("state = 'LIVE', failure = NULL, target = 0", "FAILED");
        await().untilAsserted(() ->
                assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200));
    }

    private void becomes(String changes, String from) {
        assertThat(server.getBean(JdbcClient.class)
                        .sql("UPDATE geben.generation SET %s WHERE projection = 'health' AND state = '%s'"
                                .formatted(changes, from))
                        .update())
                .isEqualTo(1);
    }

    /** What is told of the view of health by then. */
    private JsonNode awaitReadiness(String status) {
        return await().until(
                        () -> JsonMapper.shared()
                                .readTree(get("/actuator/health/readiness").body())
                                .at("/components/projections"),
                        projections -> projections.path("status").asString("").equals(status))
                .at("/details/health");
    }

    private String metrics() throws Exception {
        return get("/actuator/prometheus").body();
    }

    private static double value(String metrics, String sample) {
        return metrics.lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(sample + " is missing"));
    }

    private int join(String handle) throws Exception {
        return post("/api/v1/members", "{\"handle\": \"%s\", \"name\": \"A name\"}".formatted(handle));
    }

    private int post(String path, String body) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        String port = server.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + KEY);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
