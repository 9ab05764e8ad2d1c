package org.geben.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.geben.application.GebenApplication;
import org.geben.application.process.Launcher;
import org.geben.application.process.SecretFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext server;
    private String key;

    @BeforeAll
    void serve(@TempDir Path data) throws Exception {
        server = new Launcher(GebenApplication.class, List.of("--server.port=0", "--geben.data-dir=" + data))
                .startServer();
        key = SecretFile.read(data.resolve("admin.key"));
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/members", "/actuator", "/actuator/prometheus", "/actuator/info", "/error"})
    void refusesACallWithoutKey(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.propertyNames()).containsExactlyInAnyOrder("type", "title", "status", "detail", "code");
        assertThat(problem.get("code").asString()).isEqualTo("ACCESS_KEY_MISSING");
        assertThat(problem.get("status").asInt()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "bearer wrong", "Bearer"})
    void refusesAWrongKey(String header) throws Exception {
        HttpResponse<String> answer = get("/api/v1/members", "Authorization", header);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains(header.equals("Bearer") ? "ACCESS_KEY_MISSING" : "ACCESS_KEY_WRONG");
    }

    @Test
    void letsTheHolderOfTheKeyIn() throws Exception {
        assertThat(get("/actuator/info", "Authorization", "Bearer " + key).statusCode())
                .isEqualTo(200);
        assertThat(get("/actuator/prometheus", "Authorization", "bearer " + key).body())
                .contains("jvm_memory_used_bytes");
        assertThat(get("/no/such/path", "Authorization", "Bearer " + key).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui/index.html"
            })
    void leavesHealthAndDocumentationOpen(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsAProbeNoDetails() throws Exception {
        assertThat(get("/actuator/health").body()).doesNotContain("components");
        assertThat(get("/actuator/health", "Authorization", "Bearer " + key).body())
                .contains("PostgreSQL");
    }

    @Test
    void documentsOpenApi31AndTheKey() throws Exception {
        JsonNode api = JsonMapper.shared().readTree(get("/v3/api-docs").body());
        assertThat(api.get("openapi").asString()).startsWith("3.1");
        assertThat(api.at("/components/securitySchemes/accessKey/scheme").asString())
                .isEqualTo("bearer");
    }

    @Test
    void keepsNoSessionAndNamesNoServer() throws Exception {
        HttpResponse<String> answer = get("/actuator/info", "Authorization", "Bearer " + key);
        assertThat(answer.headers().map()).doesNotContainKeys("Set-Cookie", "Server", "server", "set-cookie");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port") + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
