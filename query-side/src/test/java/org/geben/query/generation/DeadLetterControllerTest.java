package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class DeadLetterControllerTest {
    private static final String OPERATOR = "018f3c1e-0000-7000-8000-000000000001";

    private final ReadSide readSide = ReadSide.shared();
    private final Diary diary = new Diary();
    private final Story story = new Story();
    private final Generations generations = readSide.following(story);
    private final DeadLetters letters = readSide.deadLetters(generations, story, diary);
    private final MockMvcTester http = MockMvcTester.of(
                    new DeadLetterController(new Decisions(letters, List.of(diary))), new Readers(readSide.views()))
            .withHttpMessageConverters(List.of(new JacksonJsonHttpMessageConverter()));

    @BeforeEach
    void parkThreeStreams() {
        for (String handle : List.of("ana", "ben", "eve")) {
            MemberId member = story.joins(handle);
            story.leaves(member);
            diary.failsInHandler.add(story.log().get((int) story.position() - 3).getIdentifier());
        }
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 1000);
    }

    @Test
    void tellsWhatStandsStillAndWhy() {
        DeadLetter first = failed().getFirst();

        assertThat(http.get().uri("/api/v1/dead-letters?projection=diary"))
                .hasStatusOk()
                .bodyJson()
                .doesNotHavePath("$.entries[0].decision")
                .isLenientlyEqualTo("""
                        {"entries": [{"id": %d, "projection": "diary", "generation": "%s", "stream": "%s", "sequence": 0,
                                      "position": 1, "eventId": "%s", "eventType": "member.joined.v1",
                                      "cause": "IllegalStateException: Not to be borne", "attempts": 3, "behind": 1},
                                     {"position": 4}, {"position": 7}],
                         "next": null}
                        """.formatted(first.id(), first.generation(), first.stream(), first.eventId()));
    }

    @Test
    void pagesFollowOneAnother() {
        String next = Cursor.write(
                "dead-letters", new Page(1, null, AsOf.NOW), failed().get(1).id());
        assertThat(http.get().uri("/api/v1/dead-letters?limit=2")).bodyJson().isLenientlyEqualTo("""
                        {"entries": [{"position": 1}, {"position": 4}], "next": "%s"}
                        """.formatted(next));
        assertThat(http.get().uri("/api/v1/dead-letters?limit=2&cursor=" + next))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [{"position": 7}], "next": null}
                        """);
    }

    @Test
    void retryFoldsTheStream() {
        diary.isMended();

        assertThat(decide("retry", failed().getFirst().id(), "{\"reason\": \"release 7\"}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"folded": 2, "stopped": null, "rebuilding": false}
                        """);
        assertThat(http.get().uri("/api/v1/dead-letters")).bodyJson().isLenientlyEqualTo("""
                        {"entries": [{"behind": 0, "decision": {"outcome": "FOLDED", "reason": "release 7", "by": "%s"}},
                                     {"behind": 1}, {"behind": 1}]}
                        """.formatted(OPERATOR));
    }

    @Test
    void retryNeedsNoReason() {
        diary.isMended();
        assertThat(http.post()
                        .uri(
                                "/api/v1/dead-letters/{id}/retry",
                                failed().getFirst().id()))
                .hasStatusOk();
        assertThat(decide("retry", failed().get(1).id(), "{}")).hasStatusOk();
    }

    @Test
    void retryThatFailsAgainSaysWhy() {
        assertThat(decide("retry", failed().getFirst().id(), "{}"))
                .hasFailed()
                .failure()
                .cause()
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(409);
                    assertThat(refusal.code()).isEqualTo("DEAD_LETTER_FAILS_AGAIN");
                    assertThat(refusal)
                            .hasMessageContaining("at position 1 still fails, after 0 that were folded and before 1")
                            .hasMessageEndingWith("Not to be borne");
                });
        assertThat(failed().getFirst().attempts()).isEqualTo(4);
    }

    @Test
    void skipIsRecordedWithItsReason() {
        assertThat(decide("skip", failed().getFirst().id(), "{\"reason\": \"a bad import\"}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"folded": 1, "stopped": null, "rebuilding": false}
                        """);
        assertThat(http.get().uri("/api/v1/dead-letters?limit=1")).bodyJson().isLenientlyEqualTo("""
                        {"entries": [{"decision": {"outcome": "SKIPPED", "reason": "a bad import", "by": "%s"}}]}
                        """.formatted(
                        OPERATOR));
    }

    @Test
    void everyAnswerTellsWhatItsViewDoesWithout() {
        assertThat(http.get().uri("/whence")).bodyJson().isStrictlyEqualTo("""
                        {"generation": "%s", "position": 9, "incomplete": {"parked": 6, "late": 0, "skipped": 0}}
                        """.formatted(
                        generations.live("diary").orElseThrow().name()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "skip | {}",
                "skip | {\"reason\": null}",
                "skip | {\"reason\": \"  \"}",
                "skip | {\"reason\": \"a\\u0000b\"}",
                "retry | {\"reason\": \"\"}",
            })
    void reasonMustSaySomething(String decision, String body) {
        assertThatRefused(decide(decision, failed().getFirst().id(), body), 400, "REASON_OUT_OF_BOUNDS");
        assertThat(failed()).allMatch(letter -> letter.decision() == null);
    }

    @Test
    void reasonHasABound() {
        String reason = "x".repeat(1001);
        assertThatRefused(
                decide("skip", failed().getFirst().id(), "{\"reason\": \"%s\"}".formatted(reason)),
                400,
                "REASON_OUT_OF_BOUNDS");
    }

    @Test
    void bothDecisionsAreFinal() {
        long id = failed().getFirst().id();
        assertThat(decide("skip", id, "{\"reason\": \"?\"}")).hasStatusOk();
        assertThatRefused(decide("skip", id, "{\"reason\": \"?\"}"), 409, "DEAD_LETTER_DECIDED");
        assertThatRefused(decide("retry", id, "{}"), 409, "DEAD_LETTER_DECIDED");
    }

    @ParameterizedTest
    @CsvSource({"404, DEAD_LETTER_UNKNOWN, 999999999", "400, ID_MALFORMED, ana", "400, ID_MALFORMED, -1"})
    void whatIsNoDeadLetterIsRefused(int status, String code, String id) {
        assertThatRefused(decide("skip", id, "{\"reason\": \"?\"}"), status, code);
        assertThatRefused(decide("retry", id, "{}"), status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "PROJECTION_UNKNOWN, projection=fame",
        "LIMIT_OUT_OF_BOUNDS, limit=0",
        "CURSOR_BROKEN, cursor=x",
        "CURSOR_BROKEN, cursor=ZGVhZC1sZXR0ZXJzIHg",
    })
    void senselessListsAreRefused(String code, String question) {
        assertThatRefused(http.get().uri("/api/v1/dead-letters?" + question), 400, code);
    }

    @Test
    void actorMustBeAnId() {
        assertThatRefused(
                http.post()
                        .uri(
                                "/api/v1/dead-letters/{id}/skip",
                                failed().getFirst().id())
                        .header("Geben-Actor", "ana")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \"?\"}"),
                400,
                "ID_MALFORMED");
    }

    private List<DeadLetter> failed() {
        return letters.failed(null, 0, 100);
    }

    private MockMvcRequestBuilder decide(String decision, Object id, String body) {
        return http.post()
                .uri("/api/v1/dead-letters/{id}/" + decision, id)
                .header("Geben-Actor", OPERATOR)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private static void assertThatRefused(MockMvcRequestBuilder request, int status, String code) {
        assertThat(request).hasFailed().failure().cause().isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }

    /** A query of any view. */
    @RestController
    static final class Readers {
        private final Views views;

        Readers(Views views) {
            this.views = views;
        }

        record Answer(@JsonUnwrapped Origin origin) {}

        @GetMapping("/whence")
        Answer whence() {
            return views.read("diary", AsOf.NOW, reading -> new Answer(reading.origin()));
        }
    }
}
