package org.geben.application.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.geben.application.GebenApplication;
import org.geben.application.process.Launcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDescriptionTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext server;
    private JsonNode api;

    @BeforeAll
    void serve(@TempDir Path data) throws Exception {
        server = new Launcher(
                        GebenApplication.class,
                        List.of("--server.port=0", "--geben.data-dir=" + data, "--geben.admin-key=a-key-for-this-test"))
                .startServer();
        api = JsonMapper.shared().readTree(get("/v3/api-docs").body());
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void isOpenApi31AndSaysWhatTheApiIs() {
        assertThat(api.get("openapi").asString()).startsWith("3.1.");
        assertThat(api.at("/info/title").asString()).isEqualTo("Geben");
        assertThat(api.at("/info/description").asString()).contains("minPosition");
        assertThat(api.at("/components/securitySchemes").values())
                .anySatisfy(
                        scheme -> assertThat(scheme.get("scheme").asString()).isEqualTo("bearer"));
    }

    @Test
    void listsEveryPathOfTheApi() {
        Set<String> mapped = server
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.startsWith("/api/"))
                .collect(Collectors.toSet());
        assertThat(mapped).contains("/api/v1/events", "/api/v1/events/stream", "/api/v1/members");
        assertThat(api.get("paths").propertyNames()).containsAll(mapped);
    }

    @Test
    void saysOfEachOperationWhatItDoesAndHowItRefuses() {
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String name = operation.getKey() + " " + path.getKey();
                assertThat(operation.getValue().path("summary").asString())
                        .as(name)
                        .isNotBlank();
                assertThat(operation.getValue().at("/responses/default/$ref").asString())
                        .as(name)
                        .isEqualTo("#/components/responses/Problem");
            }
        }
        assertThat(api.at("/components/schemas/Problem/properties").propertyNames())
                .contains("code", "detail", "pointer", "errors")
                .doesNotContain("headers");
    }

    @Test
    void showsThatEveryViewCanBeReadAsItWas() {
        int views = 0;
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            if (answersFromAView(get)) {
                views++;
                assertThat(get.get("parameters")
                                .valueStream()
                                .map(parameter -> "%s %s %s"
                                        .formatted(
                                                parameter.at("/in").asString(),
                                                parameter.at("/name").asString(),
                                                parameter.at("/schema/type").asString())))
                        .as(path.getKey())
                        .contains(
                                "query asOf string",
                                "query atPosition integer",
                                "query minPosition integer",
                                "query generation integer");
                assertThat(get.get("responses").propertyNames())
                        .as(path.getKey())
                        .contains("200", "202");
            }
        }
        assertThat(views).isGreaterThanOrEqualTo(28);
        assertThat(api.at("/components/schemas").propertyNames()).doesNotContain("AsOf", "Cut", "JsonNode");
        assertThat(api.at("/paths/~1api~1v1~1generations~1{id}~1diff/get/responses")
                        .propertyNames())
                .contains("200", "202");
    }

    private boolean answersFromAView(JsonNode get) {
        String schema =
                get.at("/responses/200/content/application~1json/schema/$ref").asString("");
        JsonNode answer = api.at(schema.replaceFirst("#", "") + "/properties");
        // What a generation lacks is told of it, too, and not only with what is read in it.
        return answer.has("generation") && answer.has("incomplete");
    }

    @Test
    void showsThatFiguresOfHealthCanBeTables() {
        for (String figures : List.of("", "/series", "/cohorts", "/distribution", "/network", "/signals")) {
            assertThat(api.get("paths")
                            .get("/api/v1/health" + figures)
                            .at("/get/parameters")
                            .valueStream()
                            .map(parameter -> parameter.at("/name").asString()))
                    .as(figures)
                    .contains("format");
        }
    }

    @Test
    void tellsTheResultsOfDifferentQueriesApart() {
        assertThat(api.at("/components/schemas").propertyNames())
                .contains("GetMember.Result", "GetFeed.Result", "GetContribution.Result", "HistoryController.Page");
    }

    @Test
    void describesWhereAnAnswerComesFromAsItIsOnTheWire() {
        assertThat(api.at("/components/schemas/GetFeed.Result/properties").propertyNames())
                .contains("entries", "generation", "position", "incomplete")
                .doesNotContain("origin");
    }

    @Test
    void describesIdsAsTextsAsTheyAreOnTheWire() {
        assertThat(api.at("/components/schemas").propertyNames()).doesNotContain("MemberId", "ContributionId");
        assertThat(api.toString()).doesNotContain("/schemas/MemberId");
    }

    @Test
    void canBeBrowsed() throws Exception {
        HttpResponse<String> page = get("/swagger-ui/index.html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui");
    }

    private HttpResponse<String> get(String path) throws Exception {
        String port = server.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }
}
