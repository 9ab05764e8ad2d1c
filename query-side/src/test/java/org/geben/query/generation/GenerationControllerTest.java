package org.geben.query.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.query.AllProjections;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.json.JsonPathValueAssert;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class GenerationControllerTest {
    private final ReadSide readSide = ReadSide.shared();
    private final Arrivals projection = new Arrivals(1);
    private final Scored scored = new Scored(1);
    private final Story story = new Story();
    private final Generations generations = readSide.following(story);
    private final MockMvcTester http = MockMvcTester.of(new GenerationController(readSide.orders(
                    generations, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(60)), projection, scored)))
            .withHttpMessageConverters(List.of(new JacksonJsonHttpMessageConverter()));

    @BeforeEach
    void forgetWhatOthersHaveBuilt() {
        readSide.dropAll(projection);
        readSide.dropAll(scored);
        story.joins("ana");
        story.joins("ben");
    }

    @Test
    void tellsHowFarAGenerationIs() {
        long id = ordered();
        assertThat(http.get().uri("/api/v1/generations/{id}", id))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"id": %d, "name": "arrivals-%d", "projection": "arrivals", "version": 1, "state": "BUILDING",
                         "position": 0, "events": 0, "progress": 0.0, "secondsLeft": null, "startedAt": null,
                         "finishedAt": null, "failure": null}
                        """.formatted(id, id));

        Generation waiting = generations.find(id).orElseThrow();
        readSide.begin(generations, waiting, projection, story.log().subList(0, 2));
        assertThat(http.get().uri("/api/v1/generations/{id}", id))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"state": "BUILDING", "position": 2, "events": 2, "progress": 0.25}
                        """)
                .extractingPath("$.secondsLeft")
                .asNumber()
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isBetween(180, 210);
    }

    @Test
    void oneThatHasAllEventsIsNotReadyBeforeItsIndexesAreMade() {
        long id = ordered();
        readSide.begin(generations, generations.find(id).orElseThrow(), projection, story.log());
        assertThat(readSide.jdbc.update("""
                UPDATE geben.generation SET lacking = lacking[keys / 2 + 1:], keys = keys / 2 * 2 WHERE id = ?
                """, id)).isOne();
        assertThat(http.get().uri("/api/v1/generations/{id}", id))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"state": "BUILDING", "position": 4}
                        """)
                .extractingPath("$.progress")
                .asNumber()
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isBetween(0.5, 0.99);
        assertThatSecondsLeft(id)
                .asNumber()
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isPositive();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> readSide.views().read("arrivals", AsOf.NOW, Reading::origin))
                .withMessageContaining("is being made ready");
    }

    @Test
    void timeLeftIsReckonedFromWhereItWasResumed() throws InterruptedException {
        Generation held = generations.hold(projection);
        readSide.builder(generations, story, projection).buildAll(() -> {});
        readSide.jdbc.update("""
                UPDATE geben.generation SET started_at = now() - interval '10 days',
                    run_started_at = now() - interval '10 days' WHERE id = ?
                """, held.id());
        story.joins("cleo");
        story.joins("dan");
        generations.release(held);
        assertThatSecondsLeft(held.id()).isNull();

        readSide.begin(
                generations,
                generations.find(held.id()).orElseThrow(),
                projection,
                story.log().subList(4, 6));
        assertThatSecondsLeft(held.id())
                .asNumber()
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isBetween(60, 70);
    }

    private JsonPathValueAssert assertThatSecondsLeft(long id) {
        return assertThat(http.get().uri("/api/v1/generations/{id}", id))
                .bodyJson()
                .extractingPath("$.secondsLeft");
    }

    @Test
    void ordersOneAtATime() throws InterruptedException {
        long id = ordered();
        assertThat(ordered()).isEqualTo(id);

        readSide.builder(generations, story, projection).buildAll(() -> {});
        assertThat(http.get().uri("/api/v1/generations"))
                .bodyJson()
                .extractingPath("$.generations[?(@.id == %d)].state".formatted(id))
                .asArray()
                .containsExactly("LIVE");
        assertThat(ordered()).isNotEqualTo(id);
    }

    @Test
    void dropsOnlyWhatNobodyReads() throws InterruptedException {
        long id = ordered();
        assertThat(http.delete().uri("/api/v1/generations/{id}", id)).hasStatus(204);
        assertThat(generations.find(id)).isEmpty();

        long live = ordered();
        readSide.builder(generations, story, projection).buildAll(() -> {});
        assertThatRefused(http.delete().uri("/api/v1/generations/{id}", live), 409, "GENERATION_IN_USE");
        assertThat(generations.live("arrivals")).isPresent();
    }

    @Test
    void whatGoesAnywayMayBeDropped() throws InterruptedException {
        long retired = ordered();
        readSide.builder(generations, story, projection).buildAll(() -> {});
        ordered();
        readSide.builder(generations, story, projection).buildAll(() -> {});
        assertThat(http.delete().uri("/api/v1/generations/{id}", retired)).hasStatus(204);
        assertThat(generations.find(retired).orElseThrow().state()).isEqualTo(Generation.State.RETIRED);
    }

    @Test
    void holdsWhatIsOrderedToBeHeldUntilItIsPromoted() throws InterruptedException {
        assertThat(post("/api/v1/generations", "{\"projection\": \"arrivals\", \"hold\": true}"))
                .hasStatus(202)
                .bodyJson()
                .isLenientlyEqualTo("{\"state\": \"BUILDING\", \"held\": true}");
        long id = generations.all().getLast().id();
        readSide.builder(generations, story, projection).buildAll(() -> {});
        assertThat(http.get().uri("/api/v1/generations/{id}", id))
                .bodyJson()
                .isLenientlyEqualTo("{\"state\": \"READY\", \"held\": true, \"position\": 4, \"progress\": null}");

        assertThat(http.post().uri("/api/v1/generations/{id}/promote", id))
                .hasStatus(202)
                .bodyJson()
                .isLenientlyEqualTo("{\"state\": \"BUILDING\", \"held\": false}");
        assertThatRefused(http.post().uri("/api/v1/generations/{id}/promote", id), 409, "GENERATION_NOT_HELD");
        readSide.builder(generations, story, projection).buildAll(() -> {});
        assertThat(http.get().uri("/api/v1/generations/{id}", id))
                .bodyJson()
                .isLenientlyEqualTo("{\"state\": \"LIVE\", \"held\": false}");
    }

    @Test
    void promotesOnlyWhatItsOwnCodeHasMade() {
        long id = generations.hold(new Arrivals(2)).id();
        assertThatRefused(http.post().uri("/api/v1/generations/{id}/promote", id), 409, "GENERATION_OF_OTHER_CODE");
    }

    @Test
    void tellsSizeAndTheChecksumsOfTheLastVerification() {
        readSide.tell(projection, story);
        long id = generations.live("arrivals").orElseThrow().id();
        assertThat(http.get().uri("/api/v1/generations/{id}", id))
                .bodyJson()
                .extractingPath("$.tables")
                .asArray()
                .isEmpty();

        readSide.verify(projection, story);
        assertThat(http.get().uri("/api/v1/generations/{id}", id))
                .bodyJson()
                .isLenientlyEqualTo("{\"tables\": [{\"table\": \"arrival\", \"rows\": 2, \"difference\": null}]}")
                .hasPathSatisfying(
                        "$.tables[0].checksum",
                        checksum -> checksum.assertThat().asString().matches("[0-9a-f]{64}"))
                .hasPathSatisfying(
                        "$.bytes",
                        bytes -> bytes.assertThat()
                                .asNumber()
                                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                                .isPositive());
    }

    @Test
    void tellsTheVersionOfThePublishedRules() {
        Projection<?> leaderboard = AllProjections.FOUND.stream()
                .filter(found -> found.name().equals("leaderboard"))
                .findFirst()
                .orElseThrow();
        Orders orders = readSide.orders(generations, Clock.systemUTC(), projection, leaderboard);
        readSide.tell(leaderboard, story);
        assertThat(versions(orders, "leaderboard")).containsExactly(0L);
        story.publishesRules(3, Instant.parse("2026-03-01T00:00:00Z"), new ScoringDocument(null, null, null));
        readSide.tell(leaderboard, story);
        readSide.tell(projection, story);
        assertThat(versions(orders, "leaderboard")).containsExactly(3L);
        assertThat(versions(orders, "arrivals")).hasSize(1).containsOnlyNulls();
        readSide.dropAll(leaderboard);
    }

    private static List<@Nullable Long> versions(Orders orders, String view) {
        List<@Nullable Long> versions = new ArrayList<>();
        orders.generations().stream()
                .filter(generation -> generation.projection().equals(view))
                .forEach(generation -> versions.add(generation.rulesVersion()));
        return versions;
    }

    @Test
    void checksumsAreThoseOfTheTablesNow() throws InterruptedException {
        readSide.tell(projection, story);
        long live = generations.live("arrivals").orElseThrow().id();
        long held = generations.hold(projection).id();
        assertThatRefused(http.get().uri("/api/v1/generations/{id}/checksums", held), 409, "GENERATION_UNFINISHED");
        readSide.builder(generations, story, projection).buildAll(() -> {});

        String taken = checksums(live);
        assertThat(taken)
                .matches(
                        "\\{\"name\":\"arrivals-%d\",\"position\":4,\"tables\":\\[\\{\"table\":\"arrival\",\"rows\":2,\"checksum\":\"[0-9a-f]{64}\"}]}"
                                .formatted(live));
        assertThat(checksums(held)).isEqualTo(taken.replace("arrivals-" + live, "arrivals-" + held));
        readSide.jdbc.update("UPDATE arrivals_%d.arrival SET handle = 'Ben' WHERE handle = 'ben'".formatted(live));
        assertThat(checksums(live)).isNotEqualTo(taken);
        assertThatRefused(http.get().uri("/api/v1/generations/{id}/checksums", 0), 404, "GENERATION_UNKNOWN");
        assertThatRefused(http.get().uri("/api/v1/generations/{id}/checksums", "x"), 400, "ID_MALFORMED");
    }

    private String checksums(long id) {
        byte[] taken = http.get()
                .uri("/api/v1/generations/{id}/checksums", id)
                .exchange()
                .getResponse()
                .getContentAsByteArray();
        return new String(taken, UTF_8);
    }

    @Test
    void showsWhereThePastEndsAndDropsItOnceItsReadersHaveFinished() {
        Views views = readSide.views(new Told(story), new Positions(), Duration.ofSeconds(20), projection);
        views.read(
                "arrivals", new Cut.ByPosition(3), reading -> reading.origin().position());
        views.read(
                "arrivals",
                new Cut.ByTime(Instant.parse("2026-03-02T09:00:00Z")),
                reading -> reading.origin().position());
        List<Generation> frozen = generations.all().stream()
                .filter(generation -> generation.cut() != null)
                .toList();

        assertThat(shown(frozen.get(0))).bodyJson().isLenientlyEqualTo("""
                        {"state": "FROZEN", "position": 3, "events": 3, "progress": null, "cut": {"position": 3}}
                        """);
        assertThat(shown(frozen.get(1))).bodyJson().isLenientlyEqualTo("""
                        {"state": "FROZEN", "position": 4, "cut": {"occurredAt": "2026-03-02T09:00:00Z"}}
                        """);
        assertThat(shown(frozen.get(1))).bodyJson().hasPath("$.usedAt").doesNotHavePath("$.cut.position");

        assertThat(http.delete().uri("/api/v1/generations/{id}", frozen.get(0).id()))
                .hasStatus(204);
        assertThat(shown(frozen.get(0))).bodyJson().extractingPath("$.state").isEqualTo("RETIRED");
    }

    @Test
    void pastThatIsStillBeingFoldedIsAnsweredWithHowFarItIs() {
        MockMvcTester reader = MockMvcTester.of(
                        List.of(new Reader(
                                readSide.views(new Told(story), new Positions(), Duration.ZERO, projection))),
                        setup -> setup.setCustomArgumentResolvers(new AsOfParameter())
                                .setControllerAdvice(new UnderwayAdvice())
                                .build())
                .withHttpMessageConverters(List.of(new JacksonJsonHttpMessageConverter()));

        MvcTestResult answer = reader.get().uri("/arrivals?atPosition=4").exchange();

        long id = generations.all().getLast().id();
        assertThat(answer)
                .hasStatus(202)
                .hasHeader("Location", "/api/v1/generations/" + id)
                .hasHeader("Retry-After", "1")
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"id": %d, "state": "BUILDING", "progress": 0.0, "cut": {"position": 4}}
                        """.formatted(id));
        await().untilAsserted(() -> assertThat(reader.get().uri("/arrivals?atPosition=4"))
                .hasStatusOk()
                .hasBodyTextEqualTo("4"));
    }

    @RestController
    static final class Reader {
        private final Views views;

        Reader(Views views) {
            this.views = views;
        }

        @GetMapping("/arrivals")
        long read(AsOf asOf) {
            return views.read("arrivals", asOf, reading -> reading.origin().position());
        }
    }

    private MockMvcTester.MockMvcRequestBuilder shown(Generation generation) {
        return http.get().uri("/api/v1/generations/{id}", generation.id());
    }

    @ParameterizedTest
    @CsvSource({"404, GENERATION_UNKNOWN, 999999999", "400, ID_MALFORMED, arrivals-1", "400, ID_MALFORMED, -1"})
    void refusesWhatIsNoGeneration(int status, String code, String id) {
        assertThatRefused(http.get().uri("/api/v1/generations/{id}", id), status, code);
        assertThatRefused(http.delete().uri("/api/v1/generations/{id}", id), status, code);
        assertThatRefused(http.post().uri("/api/v1/generations/{id}/promote", id), status, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"projection\": \"nothing\"}", "{}", "{\"projection\": null}"})
    void refusesToBuildWhatIsNoProjection(String order) {
        assertThatRefused(post("/api/v1/generations", order), 400, "PROJECTION_UNKNOWN");
    }

    @Test
    void ordersAViewUnderRulesOfItsOwnAtACut() {
        String order = "{\"projection\": \"scored\", \"rules\": {\"arrival\": 2}, \"atPosition\": 3}";
        assertThat(post("/api/v1/generations", order)).hasStatus(202).bodyJson().isLenientlyEqualTo("""
                        {"projection": "scored", "state": "BUILDING", "held": false, "rules": {"arrival": 2},
                         "cut": {"position": 3}, "target": 3}
                        """);
        long id = generations.all().getLast().id();
        assertThat(post("/api/v1/generations", order))
                .bodyJson()
                .extractingPath("$.id")
                .isEqualTo((int) id);
        assertThatRefused(http.post().uri("/api/v1/generations/{id}/promote", id), 409, "GENERATION_NOT_HELD");
        assertThat(http.delete().uri("/api/v1/generations/{id}", id)).hasStatus(204);

        assertThat(post("/api/v1/generations", "{\"projection\": \"scored\", \"rules\": {\"arrival\": 2}}"))
                .bodyJson()
                .isLenientlyEqualTo("{\"cut\": {\"position\": 4}}");
        assertThat(
                        post(
                                "/api/v1/generations",
                                "{\"projection\": \"scored\", \"rules\": {\"arrival\": 2}, \"asOf\": \"2026-03-02T10:00:00+01:00\"}"))
                .bodyJson()
                .isLenientlyEqualTo("{\"cut\": {\"occurredAt\": \"2026-03-02T09:00:00Z\"}}");
    }

    @Test
    void rulesThatAreNullAreNone() {
        assertThat(post("/api/v1/generations", "{\"projection\": \"scored\", \"rules\": null, \"hold\": true}"))
                .hasStatus(202)
                .bodyJson()
                .isLenientlyEqualTo("{\"held\": true, \"rules\": null, \"cut\": null}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROJECTION_WITHOUT_RULES | /rules         | {"projection": "arrivals", "rules": {}}
            PROJECTION_UNKNOWN       | /projection    | {"rules": {"arrival": 2}}
            HOLD_WITH_RULES          | /hold          | {"projection": "scored", "rules": {"arrival": 2}, "hold": true}
            RULES_MALFORMED          | /rules/arrival | {"projection": "scored", "rules": {}}
            RULES_MALFORMED          | /rules/arrival | {"projection": "scored", "rules": [2]}
            CUT_WITHOUT_RULES        | /rules         | {"projection": "scored", "atPosition": 2}
            CUT_WITHOUT_RULES        | /rules         | {"projection": "scored", "asOf": "2026-03-02T09:00:00Z"}
            POSITION_BEYOND_LOG      | /atPosition    | {"projection": "scored", "rules": {"arrival": 2}, "atPosition": 5}
            POSITION_MALFORMED       | /atPosition    | {"projection": "scored", "rules": {"arrival": 2}, "atPosition": -1}
            TIME_MALFORMED           | /asOf          | {"projection": "scored", "rules": {"arrival": 2}, "asOf": "yesterday"}
            AS_OF_FUTURE             | /asOf          | {"projection": "scored", "rules": {"arrival": 2}, "asOf": "9998-01-01T00:00:00Z"}
            CUT_AMBIGUOUS            | /asOf          | {"projection": "scored", "rules": {"arrival": 2}, "asOf": "2026-03-02T09:00:00Z", "atPosition": 2}
            """)
    void refusesWhatCannotBeMeantByRules(String code, String pointer, String order) {
        assertThat(post("/api/v1/generations", order))
                .hasFailed()
                .failure()
                .cause()
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(400);
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.pointer()).isEqualTo(pointer);
                });
        assertThat(generations.all())
                .noneMatch(generation -> generation.projection().equals("scored"));
    }

    private long ordered() {
        assertThat(post("/api/v1/generations", "{\"projection\": \"arrivals\"}"))
                .hasStatus(202);
        return generations.building(projection).orElseThrow().id();
    }

    private MockMvcTester.MockMvcRequestBuilder post(String path, String body) {
        return http.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static void assertThatRefused(MockMvcTester.MockMvcRequestBuilder request, int status, String code) {
        assertThat(request).hasFailed().failure().cause().isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }
}
