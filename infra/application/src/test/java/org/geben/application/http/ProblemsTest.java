package org.geben.application.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
@Isolated("Reads what the process writes.")
class ProblemsTest {
    private static final String ID = "018f3c1e-0000-7000-8000-00000000000a";

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext server;
    private int port;

    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        ValidationAutoConfiguration.class
    })
    @Import({HttpConfiguration.class, Problems.class, LastResort.class, RefusingController.class})
    static class Api {
        @Bean
        OncePerRequestFilter guard() {
            return new RefusingFilter();
        }
    }

    @BeforeAll
    void start() {
        server = new SpringApplicationBuilder(Api.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.threads.virtual.enabled=true",
                        "refusing=true",
                        "geben.http.most-in-body=10KB")
                .run();
        port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    void stop() {
        http.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"NOT_THERE, 404", "NOT_YOURS, 403", "TOO_LATE, 409", "OVERTAKEN, 412", "TOO_LONG, 422"})
    void answersABrokenRuleByItsBreach(String rule, int status) throws Exception {
        JsonNode problem = refused(get("/rules/" + rule), status, rule);
        assertThat(problem.get("detail").asString()).isEqualTo("The rule says so.");
        assertThat(problem.propertyNames()).containsExactlyInAnyOrder("type", "title", "status", "detail", "code");
    }

    @Test
    void findsTheRuleInWhatAGatewayHasWrapped() throws Exception {
        refused(get("/wrapped"), 409, "TOO_LATE");
    }

    @Test
    void saysWhichParameterOrFieldAQueryRefused() throws Exception {
        assertThat(refused(get("/refused?byField=true"), 400, "WINDOW_UNKNOWN")
                        .get("pointer")
                        .asString())
                .isEqualTo("/window");
        assertThat(refused(get("/refused?byField=false"), 400, "WINDOW_UNKNOWN")
                        .get("parameter")
                        .asString())
                .isEqualTo("window");
    }

    @Test
    void tellsWhenToTryAgain() throws Exception {
        for (String path : new String[] {"/lagging", "/log-down", "/database-down"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.body()).doesNotContain("secret");
        }
        refused(get("/lagging"), 503, "VIEW_BEHIND");
        refused(get("/log-down"), 503, "LOG_UNAVAILABLE");
        refused(get("/log-lost"), 503, "OUTCOME_UNKNOWN");
        refused(get("/database-down"), 503, "DATABASE_UNAVAILABLE");
        refused(get("/contended"), 409, "CONCURRENT_CHANGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": oops} | | line 1, column",
                "{\"name\": \"a\" | | not valid JSON",
                "{\"name\": \"a\", \"name\": \"b\"} | | \"name\" is there twice",
                "{\"name\": \"a\", \"nmae\": \"b\"} | /nmae | \"nmae\"",
                "{\"name\": 5} | /name | a text",
                "{\"name\": true} | /name | a text",
                "{\"kind\": \"SONG\"} | /kind | POST, QUESTION",
                "{\"kind\": 0} | /kind | POST, QUESTION",
                "{\"count\": \"5\"} | /count | a whole number",
                "{\"count\": 5.5} | /count | a whole number",
                "{\"count\": 1e99} | /count | a whole number",
                "{\"count\": 99999999999} | /count | too large",
                "{\"loud\": \"yes\"} | /loud | true or false",
                "{\"loud\": 1} | /loud | true or false",
                "{\"parts\": {}} | /parts | a list",
                "{\"parts\": [{}, {\"label\": []}]} | /parts/1/label | a text",
                "{\"parts\": [{}, \"x\"]} | /parts/1 | a JSON object",
                "{\"owner\": []} | /owner | a text",
                "[] | | a JSON object",
                "{} {} | | Something follows",
                "{\"name\": 1234567890123456789012345678901234567890123456789012345678901234567890"
                        + "1234567890123456789012345678901234567890} | | too long",
            })
    void saysWhatIsWrongInABodyAndWhere(String body, String pointer, String hint) throws Exception {
        JsonNode problem = refused(post(body), 400, "UNREADABLE_JSON");
        assertThat(problem.path("pointer").asString(null)).isEqualTo(pointer);
        assertThat(problem.get("detail").asString()).contains(hint).doesNotContain("java", "geben.", "Exception");
    }

    @Test
    void refusesABodyNestedTooDeeply() throws Exception {
        JsonNode problem = refused(post("{\"parts\":" + "[".repeat(4_000)), 400, "UNREADABLE_JSON");
        assertThat(problem.get("detail").asString()).hasSizeLessThan(200);
    }

    @Test
    void asksForABody() throws Exception {
        refused(post(""), 400, "UNREADABLE_JSON");
        refused(post("null"), 400, "UNREADABLE_JSON");
    }

    @Test
    void saysOfAMalformedValueWhatItShouldBe() throws Exception {
        JsonNode inBody = refused(post("{\"owner\": \"ana\"}"), 400, "MALFORMED");
        assertThat(inBody.get("pointer").asString()).isEqualTo("/owner");
        assertThat(inBody.get("detail").asString()).contains("UUID");
        assertThat(refused(get("/things/ana"), 400, "MALFORMED")
                        .get("parameter")
                        .asString())
                .isEqualTo("id");
        assertThat(refused(get("/things?limit=1", "Geben-Actor", "ana"), 400, "MALFORMED")
                        .get("parameter")
                        .asString())
                .isEqualTo("Geben-Actor");
    }

    @Test
    void listsEveryWrongField() throws Exception {
        JsonNode problem = refused(post("{\"title\": \"too long\", \"parts\": [{}]}"), 400, "FIELD_MISSING");
        assertThat(problem.get("pointer").asString()).isEqualTo("/name");
        assertThat(problem.get("errors").values())
                .extracting(wrong -> wrong.get("code").asString() + " "
                        + wrong.get("pointer").asString())
                .containsExactly("FIELD_MISSING /name", "FIELD_MISSING /parts/0/label", "FIELD_INVALID /title");
    }

    @Test
    void speaksOneLanguage() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/things"))
                .header("Content-Type", "application/json")
                .header("Accept-Language", "de")
                .POST(BodyPublishers.ofString("{\"name\": \"a\", \"title\": \"too long\"}")));
        assertThat(refused(answer, 400, "FIELD_INVALID").get("detail").asString())
                .contains("size must be");
    }

    @Test
    void saysWhichParameterOrHeaderIsMissingOrWrong() throws Exception {
        assertParameter(get("/things", "Geben-Actor", ID), "PARAMETER_MISSING", "limit");
        assertParameter(get("/things?limit=many", "Geben-Actor", ID), "PARAMETER_INVALID", "limit");
        assertParameter(get("/things?limit=11", "Geben-Actor", ID), "PARAMETER_INVALID", "limit");
        assertParameter(get("/things?limit=1&kind=SONG", "Geben-Actor", ID), "PARAMETER_INVALID", "kind");
        assertParameter(get("/things?limit=1"), "HEADER_MISSING", "Geben-Actor");
    }

    @Test
    void saysWhichParameterMayBeGivenOnceOnly() throws Exception {
        for (String twice : List.of("limit=5&limit=6", "limit=5&limit=5", "limit=5&kind=POST&kind=POST")) {
            String name = twice.endsWith("POST") ? "kind" : "limit";
            HttpResponse<String> answer = get("/things?" + twice, "Geben-Actor", ID);
            assertParameter(answer, "PARAMETER_REPEATED", name);
            assertThat(answer.body()).contains(name + " may be given once.");
        }
        refused(get("/refused?byField=true&byField=true"), 400, "PARAMETER_REPEATED");
        assertThat(get("/labels?label=a&label=b").body()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void answersWhatTheApiDoesNotHave() throws Exception {
        refused(get("/nowhere"), 404, "NO_SUCH_PATH");
        refused(get("/error"), 404, "NO_SUCH_PATH");
        HttpResponse<String> wrongMethod =
                send(HttpRequest.newBuilder(uri("/things")).method("DELETE", BodyPublishers.noBody()));
        refused(wrongMethod, 405, "METHOD_NOT_ALLOWED");
        assertThat(wrongMethod.headers().firstValue("Allow").orElseThrow()).contains("GET", "POST");
        refused(get("/things?limit=1", "Accept", "application/xml"), 406, "NOT_ACCEPTABLE");
        refused(
                send(HttpRequest.newBuilder(uri("/things"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("hello"))),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void answersAsAProblemWhateverTheClientAccepts() throws Exception {
        refused(get("/stream", "Accept", "text/event-stream"), 400, "POSITION_MALFORMED");
        refused(get("/rules/TOO_LATE", "Accept", "image/png"), 409, "TOO_LATE");
    }

    @Test
    void answersWhatAFilterRefused() throws Exception {
        refused(get("/rules/TOO_LATE?filtered=429"), 429, "TOO_MANY_REQUESTS");
        refused(get("/rules/TOO_LATE?filtered=500"), 500, "UNEXPECTED");
    }

    @Test
    void refusesALargeBodyWhetherItsLengthIsToldOrNot() throws Exception {
        String large = "{\"name\": \"" + "x".repeat(20_000) + "\"}";
        refused(post(large), 413, "BODY_TOO_LARGE");
        HttpRequest.Builder chunked = HttpRequest.newBuilder(uri("/things"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))));
        refused(send(chunked), 413, "BODY_TOO_LARGE");
    }

    @Test
    void repeatsLittleOfWhatItWasSent() throws Exception {
        String longName = "n".repeat(150);
        HttpResponse<String> answer = post("{\"" + longName + "\": 1}");
        refused(answer, 400, "UNREADABLE_JSON");
        assertThat(answer.body()).doesNotContain(longName).hasSizeLessThan(600);
        assertThat(get("/things?limit=" + "9".repeat(3_000), "Geben-Actor", ID).body())
                .hasSizeLessThan(400);
        assertThat(get("/" + "x".repeat(3_000)).body()).hasSizeLessThan(400);
    }

    @Test
    void keepsToItselfWhatWentWrongInsideAndLogsItUnderTheIdItGives(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = get("/broken");
        JsonNode problem = refused(answer, 500, "UNEXPECTED");
        assertThat(answer.body()).doesNotContain("secret", "IllegalState");
        assertThat(output).contains(problem.get("correlationId").asString(), "IllegalStateException: secret");
    }

    @Test
    void survivesAClientThatLeavesInTheMiddleOfItsBody(CapturedOutput output) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 100\r\n\r\n{\"name\":")
                            .getBytes(StandardCharsets.UTF_8));
        }
        refused(get("/nowhere"), 404, "NO_SUCH_PATH");
        assertThat(output).doesNotContain("ERROR");
    }

    private void assertParameter(HttpResponse<String> answer, String code, String parameter) {
        assertThat(refused(answer, 400, code).get("parameter").asString()).isEqualTo(parameter);
    }

    private static JsonNode refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("code").asString()).as(answer.body()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).endsWith(".");
        return problem;
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(HttpRequest.newBuilder(uri("/things"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
