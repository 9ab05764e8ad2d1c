package org.geben.application.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.application.ServedApi.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.assertj.core.api.SoftAssertions;
import org.geben.application.ServedApi;
import org.geben.command.Reception;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.Email;
import org.geben.kernel.member.Handle;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.query.AsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent to whatever the API has: it is refused where it is wrong, and leaves nothing behind. */
class HostileInputTest {
    /** Escaped, because half a pair of surrogates has no bytes of its own. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Object ABSENT = new Object();

    /** Texts of many lines and in any script; in these alone the direction of writing may be turned around. */
    private static final Set<String> PROSE =
            Set.of("about", "text", "purpose", "reason", "message", "description", "note");

    private static final String BIDI = "a\u202eb";
    private static final List<Object> NO_TEXTS = List.of(
            "x".repeat(900_000),
            "\0",
            "a\0b",
            "\ud800",
            "a\udfffb",
            "a\u0007b",
            "a\u001b[31m",
            "a\u007f",
            "a\u0085b",
            "\u009b",
            BIDI,
            5,
            -0.5,
            true,
            List.of(),
            List.of("a"),
            Map.of(),
            nested(20),
            nested(400));
    private static final List<String> NO_PARAMETERS = List.of(
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "0000-01-01T00:00:00Z",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "9999-12-31T23:59:59.999999999Z",
            "10000-01-01",
            "2026-02-30",
            "",
            " ",
            "\0",
            "a\0b",
            "\u202e",
            "\ufffe",
            "-1",
            "0",
            "1e99",
            "NaN",
            "999999999999999999",
            "9223372036854775808",
            "null",
            "' OR 1=1 --",
            "%s%n",
            "../../etc/passwd",
            "[]",
            "{}",
            "*",
            "🌻",
            "x".repeat(5_000));

    private static final Path DATA = directory();
    private static final ServedApi API = ServedApi.start(
            DATA,
            // Nobody waits long for a position that never comes.
            "--geben.read.wait=100ms",
            // Cases that policies open in their own time would be taken for traces of what was refused.
            ServedApi.WITHOUT_POLICIES);
    private static final String ANA = made("/members", "-", "{\"handle\": \"ana\", \"name\": \"Ana\"}");
    private static final String BEN = made("/members", "-", "{\"handle\": \"ben\", \"name\": \"Ben\"}");

    /** Whoever may do everything is refused for what is wrong, and for nothing else. */
    static {
        for (String role : List.of("ADMIN", "COMMUNITY_MANAGER", "LEADER")) {
            granted(role);
        }
    }

    private static final String QUESTION =
            made("/contributions", ANA, "{\"kind\": \"QUESTION\", \"title\": \"Cake?\", \"text\": \"Is there any?\"}");
    private static final String GROUP = made("/groups", ANA, "{\"name\": \"Bakers\"}");

    /** @param body the record that it reads, null if it reads none */
    private record Endpoint(
            String method,
            String path,
            Method handler,
            @Nullable Class<?> body) {
        boolean isOfTheViews() {
            return handler.getDeclaringClass().getName().startsWith("org.geben.query.");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @AfterContainer
    static void stop() throws IOException {
        API.close();
        FileSystemUtils.deleteRecursively(DATA);
    }

    @Example
    void everyFieldOfEveryCommandIsRefusedWhereItIsWrong() throws Exception {
        List<Endpoint> commands = commands();
        assertThat(commands).hasSizeGreaterThan(10);
        int sent = 0;
        SoftAssertions every = new SoftAssertions();
        for (Endpoint command : commands) {
            long head = API.head();
            for (RecordComponent field : Objects.requireNonNull(command.body()).getRecordComponents()) {
                for (Object hostile : hostile(field)) {
                    Map<String, Object> body = valid(command.body());
                    body.remove(field.getName());
                    if (hostile != ABSENT) {
                        body.put(field.getName(), hostile);
                    }
                    HttpResponse<String> answer = send(command, JSON.writeValueAsString(body));
                    String what = "%s %s=%.60s → %s".formatted(command, field.getName(), hostile, answer.body());
                    every.assertThatCode(() -> assertThat(problem(answer, what)
                                            .path("pointer")
                                            .asString(""))
                                    .as(what)
                                    .startsWith(command.isOfTheViews() ? "/" : "/" + field.getName()))
                            .doesNotThrowAnyException();
                    sent++;
                }
            }
            every.assertThat(API.head()).as(command.toString()).isEqualTo(head);
        }
        every.assertAll();
        assertThat(sent).isGreaterThan(300);
    }

    @Example
    void everyBodyThatIsNoneIsRefused() throws Exception {
        List<byte[]> bodies = new ArrayList<>(Stream.of(
                        "",
                        " ",
                        "null",
                        "[]",
                        "5",
                        "\"a\"",
                        "{",
                        "{\"a\"",
                        "{\"a\": }",
                        "{} {}",
                        "{}]",
                        "{\"\": 1}",
                        "{\"__proto__\": {}}",
                        "{\"class\": \"java.lang.Runtime\"}",
                        "{'a': 1}",
                        "{\"a\": NaN}",
                        "{\"a\": 01}",
                        "{\"a\": \"\n\"}",
                        "{\"a\": \"\\x\"}",
                        "{\"a\": \"\\ud8\"}",
                        "/* */ {}",
                        "<a/>",
                        "{\"" + "n".repeat(100_000) + "\": 1}",
                        "{\"a\": " + "9".repeat(100_000) + "}",
                        "{\"a\": 1e" + "9".repeat(50) + "}",
                        "[".repeat(500_000),
                        "{\"a\":".repeat(100_000),
                        "{\"a\": 1" + ", \"a\": 1".repeat(10_000) + "}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList());
        bodies.add(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        bodies.add(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'});
        bodies.add("{\"a\": 1}".getBytes(StandardCharsets.UTF_16));
        bodies.add(new byte[1_000]);
        for (Endpoint command : commands()) {
            long head = API.head();
            boolean canBeEmpty = Arrays.stream(
                            Objects.requireNonNull(command.body()).getRecordComponents())
                    .allMatch(HostileInputTest::isOptional);
            for (byte[] body : bodies) {
                String text = new String(body, StandardCharsets.UTF_8);
                if (canBeEmpty && (text.isBlank() || text.equals("null"))) {
                    continue;
                }
                HttpResponse<String> answer = API.send(
                        command.method(),
                        path(command.path()),
                        BodyPublishers.ofByteArray(body),
                        "Content-Type",
                        "application/json",
                        "Geben-Actor",
                        ANA);
                String what =
                        "%s %.40s → %s".formatted(command, new String(body, StandardCharsets.UTF_8), answer.body());
                problem(answer, what);
            }
            for (String type : List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "a",
                    "application/json;charset=utf-7")) {
                HttpResponse<String> answer = API.send(
                        command.method(),
                        path(command.path()),
                        BodyPublishers.ofString("{\"nothing\": 1}"),
                        "Content-Type",
                        type,
                        "Geben-Actor",
                        ANA);
                problem(answer, command + " " + type + " → " + answer.body());
            }
            assertThat(API.head()).as(command.toString()).isEqualTo(head);
        }
    }

    @Example
    void fieldsThatAreThereTwiceAreRefused() throws Exception {
        for (Endpoint command : commands()) {
            for (RecordComponent field : Objects.requireNonNull(command.body()).getRecordComponents()) {
                String twice = "{\"%1$s\": null, \"%1$s\": null}".formatted(field.getName());
                HttpResponse<String> answer = send(command, twice);
                assertThat(problem(answer, command + twice).path("detail").asString())
                        .contains("there twice");
            }
        }
    }

    @Example
    void whoeverActsIsAMember() throws Exception {
        for (Endpoint command : everything().filter(HostileInputTest::hasActor).toList()) {
            long head = API.head();
            for (String actor : List.of("", "ana", "x".repeat(4_000), "1-1-1-1-1", "\u00e4", "' OR 1=1", ANA + ANA)) {
                HttpResponse<String> answer = API.send(
                        command.method(),
                        path(command.path()),
                        command.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(valid(command.body()))),
                        "Content-Type",
                        "application/json",
                        "Geben-Actor",
                        actor);
                String what = "%s as %.40s → %s".formatted(command, actor, answer.body());
                if (!actor.isEmpty()) {
                    problem(answer, what);
                }
                assertThat(answer.statusCode()).as(what).isLessThan(500);
            }
            if (!command.isOfTheViews()) {
                assertThat(API.head()).as(command.toString()).isEqualTo(head);
            }
        }
    }

    @Example
    void noPathAndNoParameterBringsTheServerDown() throws Exception {
        for (Endpoint endpoint :
                everything().filter(any -> !any.path().endsWith("/stream")).toList()) {
            long head = API.head();
            for (String hostile : NO_PARAMETERS) {
                for (String target : targets(endpoint, hostile)) {
                    HttpResponse<String> answer = API.send(
                            endpoint.method(),
                            target,
                            endpoint.body() == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(valid(endpoint.body()))),
                            "Content-Type",
                            "application/json");
                    String what = "%s %.120s → %.300s".formatted(endpoint.method(), target, answer.body());
                    assertThat(answer.statusCode()).as(what).isNotEqualTo(500);
                    if (answer.statusCode() >= 400) {
                        problem(answer, what);
                    }
                }
            }
            assertThat(API.head()).as(endpoint.toString()).isEqualTo(head);
        }
    }

    @Example
    void aStreamIsNotBegunWhereNobodyCanSay() throws Exception {
        for (String hostile : NO_PARAMETERS) {
            String value = encoded(hostile);
            for (String name : List.of("after", "type", "stream")) {
                HttpResponse<InputStream> answer = API.begin("/events/stream?" + name + "=" + value);
                try (InputStream body = answer.body()) {
                    assertThat(answer.statusCode()).as(name + "=" + value).isNotEqualTo(500);
                    if (answer.statusCode() >= 400) {
                        assertThat(JSON.readTree(body).path("code").asString()).isNotBlank();
                    }
                }
            }
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void noJsonWhateverBringsTheServerDown(@ForAll("endpoints") Endpoint command, @ForAll("values") Object value)
            throws Exception {
        RecordComponent[] fields = Objects.requireNonNull(command.body()).getRecordComponents();
        if (fields.length > 0) {
            Map<String, Object> body = valid(command.body());
            body.put(fields[Math.floorMod(Objects.hashCode(value), fields.length)].getName(), value);
            HttpResponse<String> answer = send(command, JSON.writeValueAsString(body));
            assertThat(answer.statusCode())
                    .as(command + " " + body + answer.body())
                    .isLessThan(500);
            if (answer.statusCode() >= 400) {
                problem(answer, command + " " + body);
            }
        }
    }

    @Provide
    Arbitrary<Endpoint> endpoints() {
        return Arbitraries.of(commands());
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40).map(text -> text),
                Arbitraries.strings()
                        .withChars("\0\u0007\u200b\u202e\u2066\ud800\udc00\uffff ")
                        .ofMaxLength(5)
                        .map(text -> text),
                Arbitraries.bigDecimals().map(number -> number),
                Arbitraries.longs().map(number -> number),
                Arbitraries.of(true, false),
                Arbitraries.of(ANA, "member:" + ANA, "contribution:" + ANA, "POST", "LIKE", "MEMBER"));
        return Arbitraries.lazyOf(
                () -> leaf,
                () -> leaf,
                () -> values().list().ofMaxSize(3).map(list -> list),
                () -> Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), values())
                        .ofMaxSize(3)
                        .map(map -> map));
    }

    private static List<Object> hostile(RecordComponent field) {
        Class<?> type = field.getType();
        List<Object> values = new ArrayList<>();
        if (type == String.class) {
            NO_TEXTS.stream()
                    .filter(text -> !text.equals(BIDI) || !PROSE.contains(field.getName()))
                    .forEach(values::add);
        } else if (List.class.isAssignableFrom(type)) {
            values.addAll(List.of("a", 5, true, Map.of(), nested(40)));
            NO_TEXTS.forEach(text -> values.add(List.of(text)));
            values.add(Arrays.asList("a", null));
            values.add(Collections.nCopies(10_000, "a"));
        } else if (type == Boolean.class) {
            values.addAll(List.of("true", "", 0, 1, List.of(), Map.of(), 1e99));
        } else if (Number.class.isAssignableFrom(type)) {
            values.addAll(List.of("5", "", 5.5, 1e99, 99999999999999999999.0, true, List.of(), Map.of(), "NaN"));
            values.add(new BigInteger("9".repeat(99)));
        } else if (JsonNode.class.isAssignableFrom(type)) {
            values.addAll(List.of("x", 5, true, List.of(), nested(20), Map.of("x", 1)));
        } else if (type == ScoringDocument.class) {
            values.addAll(List.of("x", 5, true, List.of(), nested(20), Map.of("x", 1)));
        } else if (type == Handle.class) {
            values.addAll(NO_TEXTS);
            values.addAll(List.of("", "x", " ", "a b", ".ab", "a/b", "@ana", "a\u200bb", "\u0301ab"));
        } else if (type == Email.class) {
            values.addAll(NO_TEXTS);
            values.addAll(List.of("x", "a@", "@b", "a b@c", "a@b@c", "a@b\n", "a\u202e@b", "x".repeat(300) + "@b"));
        } else {
            values.addAll(NO_TEXTS);
            values.addAll(List.of("", "x", "SONG", "post", "0", "1-1-1-1-1", "member:ana", "http://[", " ", 0));
        }
        if (!isOptional(field)) {
            values.add(ABSENT);
            values.add(JSON.nullNode());
        }
        return values;
    }

    /** What must be there, and nothing else: whatever is wrong then is the field that is added. */
    private static Map<String, Object> valid(Class<?> body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent field : body.getRecordComponents()) {
            if (!isOptional(field)) {
                fields.put(field.getName(), valid(field));
            }
        }
        return fields;
    }

    private static Object valid(RecordComponent field) {
        Class<?> type = field.getType();
        if (type.isEnum()) {
            return type.getEnumConstants()[0].toString();
        }
        if (type == Boolean.class) {
            return true;
        }
        if (Number.class.isAssignableFrom(type)) {
            return 1;
        }
        if (type == Handle.class) {
            return "h" + UUID.randomUUID();
        }
        if (type == Email.class) {
            return "a@example.org";
        }
        if (type == Subject.class) {
            return "https://example.org/";
        }
        if (List.class.isAssignableFrom(type)) {
            return field.getName().equals("to") ? List.of(BEN) : List.of();
        }
        if (type == Instant.class) {
            return "2030-01-01T0%d:00:00Z".formatted(field.getName().equals("to") ? 1 : 0);
        }
        if (type == LocalDate.class) {
            return "2030-01-01";
        }
        if (type == Set.class) {
            return List.of("NATIVE");
        }
        if (type == ScoringDocument.class) {
            return Map.of();
        }
        return type == String.class ? "a" : ANA;
    }

    private static boolean isOptional(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || field.getDeclaringRecord().getName().startsWith("org.geben.query.");
    }

    private static Object nested(int depth) {
        Object inner = List.of();
        for (int i = 0; i < depth; i++) {
            inner = List.of(inner);
        }
        return inner;
    }

    private static void granted(String role) {
        try {
            assertThat(API.send("PUT", "/members/" + ANA + "/roles/" + role, BodyPublishers.noBody())
                            .statusCode())
                    .isEqualTo(200);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode problem(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what).isBetween(400, 503).isNotEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).as(what).hasValue("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("code").asString()).as(what).isNotBlank();
        assertThat(problem.path("detail").asString()).as(what).endsWith(".").hasSizeLessThan(1_000);
        return problem;
    }

    private static HttpResponse<String> send(Endpoint command, String body) throws Exception {
        return API.send(
                command.method(),
                path(command.path()),
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/json",
                "Geben-Actor",
                ANA);
    }

    private static List<Endpoint> commands() {
        return everything().filter(endpoint -> endpoint.body() != null).toList();
    }

    /** But lines of commands, of which no single one is an answer. */
    private static Stream<Endpoint> everything() {
        return API
                .server()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .flatMap(mapping -> endpoints(mapping.getKey(), mapping.getValue()))
                .filter(endpoint -> endpoint.path().startsWith("/api/v1/"))
                .filter(endpoint -> !endpoint.path().equals(LinesOfCommands.PATH))
                .sorted((one, other) -> one.toString().compareTo(other.toString()));
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo mapping, HandlerMethod handler) {
        Class<?> body = Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .findFirst()
                .<Class<?>>map(MethodParameter::getParameterType)
                .orElse(null);
        return mapping.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .flatMap(method -> mapping.getPatternValues().stream()
                        .map(path -> new Endpoint(method, path, handler.getMethod(), body)));
    }

    private static boolean hasActor(Endpoint endpoint) {
        return Arrays.stream(endpoint.handler().getParameters())
                .map(parameter -> parameter.getAnnotation(RequestHeader.class))
                .anyMatch(header -> header != null && Reception.ACTOR.equals(header.name() + header.value()));
    }

    /** A path of the API in which every variable is something known, or a number that nothing has. */
    private static String path(String pattern) {
        return pattern.substring("/api/v1".length())
                .replace("/generations/{id}", "/generations/999999")
                .replace("/dead-letters/{id}", "/dead-letters/999999")
                .replace("/verifications/{id}", "/verifications/999999")
                .replace("/contributions/{id}", "/contributions/" + QUESTION)
                .replace("/groups/{id}", "/groups/" + GROUP)
                .replace("{role}", "ADMIN")
                .replace("{board}", "giving")
                .replaceAll("\\{\\w+}", ANA);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> targets(Endpoint endpoint, String hostile) {
        String value = encoded(hostile);
        List<String> targets = new ArrayList<>();
        boolean hasVariable = Arrays.stream(endpoint.handler().getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(PathVariable.class));
        if (hasVariable && !hostile.isBlank()) {
            targets.add(endpoint.path().substring("/api/v1".length()).replaceAll("\\{\\w+}", value));
        }
        String path = path(endpoint.path());
        for (Parameter parameter : endpoint.handler().getParameters()) {
            if (parameter.isAnnotationPresent(RequestParam.class)) {
                targets.add(path + "?" + parameter.getName() + "=" + value);
            } else if (parameter.getType() == AsOf.class) {
                for (String name : List.of("asOf", "atPosition", "minPosition", "generation")) {
                    targets.add(path + "?" + name + "=" + value);
                }
            }
        }
        return targets;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("hostile");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String made(String path, String by, String body) {
        try {
            return ServedApi.id(API.post(path, body, "Geben-Actor", by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
