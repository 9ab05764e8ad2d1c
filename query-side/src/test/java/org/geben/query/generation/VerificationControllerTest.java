package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class VerificationControllerTest {
    private final ReadSide readSide = ReadSide.shared();
    private final Arrivals projection = new Arrivals(1);
    private final Story story = new Story();
    private final MockMvcTester http = MockMvcTester.of(new VerificationController(
                    readSide.orders(readSide.following(story), Clock.systemUTC(), projection)))
            .withHttpMessageConverters(List.of(new JacksonJsonHttpMessageConverter()));

    @BeforeEach
    void forgetWhatOthersHaveDone() {
        readSide.dropAll(projection);
        readSide.jdbc.update("DELETE FROM geben.verification WHERE projection = 'arrivals'");
        story.joins("ana");
        story.joins("ben");
    }

    @Test
    void ordersOneAtATimeAndTellsWhereToLook() throws InterruptedException {
        readSide.tell(projection, story);
        assertThat(order("{\"projection\": \"arrivals\"}"))
                .hasStatus(202)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"projection": "arrivals", "state": "RUNNING", "secondsLeft": null, "generation": null,
                         "position": null, "finishedAt": null, "tables": [], "failure": null}
                        """);
        long id = readSide.verifications().newest(1).getFirst().id();
        assertThat(order("{\"projection\": \"arrivals\"}")).hasHeader("Location", "/api/v1/verifications/" + id);
        Generation fresh = readSide.generations
                .find(readSide.verifications().newest(1).getFirst().fresh())
                .orElseThrow();
        readSide.begin(readSide.following(story), fresh, projection, story.log().subList(0, 1));
        assertThat(http.get().uri("/api/v1/verifications/{id}", id))
                .bodyJson()
                .isLenientlyEqualTo("{\"state\": \"RUNNING\", \"progress\": 0.125}");

        readSide.verifier(new Told(story), projection).verifyAll();

        assertThat(http.get().uri("/api/v1/verifications/{id}", id))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"id": %d, "state": "EQUAL", "progress": null, "position": 4,
                         "tables": [{"table": "arrival", "rows": 2, "difference": null}]}
                        """.formatted(id));
    }

    @Test
    void listsTheNewestFirstWithWhatTheyHaveFound() {
        readSide.tell(projection, story);
        long first = readSide.verify(projection, story).id();
        readSide.jdbc.update("UPDATE %s.arrival SET handle = 'secret' WHERE handle = 'ben'"
                .formatted(readSide.generations.live("arrivals").orElseThrow().schema()));
        long second = readSide.verify(projection, story).id();

        assertThat(http.get().uri("/api/v1/verifications"))
                .bodyJson()
                .extractingPath("$.verifications[?(@.projection == 'arrivals')].id")
                .asArray()
                .containsExactly((int) second, (int) first);
        assertThat(http.get().uri("/api/v1/verifications?limit=1"))
                .bodyText()
                .contains("\"CHANGED\"", "\"columns\":[\"handle\"]")
                .doesNotContain("secret");
        assertThat(http.get().uri("/api/v1/verifications?limit=1"))
                .bodyJson()
                .extractingPath("$.verifications")
                .asArray()
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"404, VERIFICATION_UNKNOWN, 999999999", "400, ID_MALFORMED, newest", "400, ID_MALFORMED, -1"})
    void refusesWhatIsNoVerification(int status, String code, String id) {
        assertThatRefused(http.get().uri("/api/v1/verifications/{id}", id), status, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"projection\": \"nothing\"}", "{}", "{\"projection\": null}"})
    void refusesToVerifyWhatIsNoProjection(String body) {
        assertThatRefused(order(body), 400, "PROJECTION_UNKNOWN");
    }

    @Test
    void refusesToVerifyWhatIsNotLiveYet() {
        assertThatRefused(order("{\"projection\": \"arrivals\"}"), 409, "VIEW_MISSING");
    }

    @Test
    void refusesToVerifyWhatOtherCodeHasMade() {
        readSide.tell(new Arrivals(2), story);
        assertThatRefused(order("{\"projection\": \"arrivals\"}"), 409, "GENERATION_OF_OTHER_CODE");
    }

    @Test
    void refusesALimitOutOfBounds() {
        assertThatRefused(http.get().uri("/api/v1/verifications?limit=0"), 400, "LIMIT_OUT_OF_BOUNDS");
    }

    private MockMvcTester.MockMvcRequestBuilder order(String body) {
        return http.post()
                .uri("/api/v1/verifications")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private static void assertThatRefused(MockMvcTester.MockMvcRequestBuilder request, int status, String code) {
        assertThat(request).hasFailed().failure().cause().isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.getMessage()).endsWith(".");
        });
    }
}
