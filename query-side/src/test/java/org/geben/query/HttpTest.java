package org.geben.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.query.generation.Projection;
import org.geben.query.generation.ReadSide;
import org.geben.query.generation.ReadingOverHttp;
import org.geben.query.generation.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import tools.jackson.databind.json.JsonMapper;

class HttpTest {
    private static final AnnotationConfigWebApplicationContext CONTEXT = new AnnotationConfigWebApplicationContext();
    private static final Story STORY = new Story();

    private final MockMvcTester http = MockMvcTester.from(CONTEXT);

    @BeforeAll
    static void tell() {
        MemberId ana = STORY.joins("ana");
        MemberId ben = STORY.joins("ben");
        ContributionId question = STORY.at("2026-03-10T10:00:00Z").asks(ana);
        STORY.replies(ben, question);
        STORY.likes(ben, question);
        CONTEXT.setServletContext(new MockServletContext());
        CONTEXT.register(Application.class);
        CONTEXT.refresh();
        projections().forEach(projection -> ReadSide.shared().tell(projection, STORY));
    }

    @AfterAll
    static void close() {
        CONTEXT.close();
    }

    @Test
    void allViewsAreBuilt() {
        assertThat(projections())
                .extracting(projection -> projection.name())
                .containsExactlyInAnyOrder("feed", "leaderboard", "health", "desk", "progress");
    }

    @Test
    void feedAnswersInItsWireFormat() {
        assertThat(http.get().uri("/api/v1/feeds/community?minPosition=7"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [{"kind": "QUESTION", "title": "Question", "text": "How?", "format": "MARKDOWN",
                          "author": {"handle": "ana", "name": "Name of ana", "present": true}, "group": null,
                          "tags": [], "inReplyTo": null, "publishedAt": "2026-03-10T10:00:00Z", "revisedAt": null,
                          "withdrawn": false, "hidden": false, "featured": false, "language": null, "links": [],
                          "mentions": [], "replies": 1, "appreciations": {"LIKE": 1}, "acceptedAnswer": null}],
                         "next": null, "position": 7}
                        """)
                .doesNotHavePath("$.incomplete")
                .doesNotHavePath("$.origin")
                .extractingPath("$.generation")
                .asString()
                .startsWith("feed-");
    }

    @Test
    void homeAnswersInItsWireFormatAndSaysWhy() {
        assertThat(http.get().uri("/api/v1/feeds/home").header("Geben-Actor", MemberId.imported("story", "ana")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [{"kind": "ANSWER", "text": "Reply", "because": [{"reason": "ANSWERED_YOU"}]}],
                         "next": null, "position": 7}
                        """);
        assertThat(http.get().uri("/api/v1/feeds/community?order=inclusive"))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [{"kind": "QUESTION", "because": [{"reason": "COMMUNITY"},
                                                                      {"reason": "NEWCOMERS_FIRST"}]}]}
                        """);
    }

    @Test
    void notificationsAnswerInTheirWireFormat() {
        assertThat(http.get().uri("/api/v1/members/{id}/notifications", MemberId.imported("story", "ana")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [{"kind": "APPRECIATED", "appreciation": "LIKE", "count": 1, "seen": false,
                                      "by": [{"handle": "ben", "name": "Name of ben"}], "at": "2026-03-10T10:00:00Z",
                                      "contribution": {"kind": "QUESTION", "title": "Question"}},
                                     {"kind": "ANSWERED", "read": false}],
                         "unseen": {"ANSWERED": 1, "APPRECIATED": 1}, "next": null, "position": 7}
                        """);
    }

    @Test
    void contributionAnswersWithTheETagOfItsRevision() {
        String id = STORY.log().stream()
                .map(event -> event.getPayload())
                .filter(ContributionPublished.class::isInstance)
                .map(published ->
                        ((ContributionPublished) published).contributionId().toString())
                .findFirst()
                .orElseThrow();
        assertThat(http.get().uri("/api/v1/contributions/{id}", id))
                .hasStatusOk()
                .hasHeader("ETag", "\"0\"");
        assertThat(http.get().uri("/api/v1/contributions/{id}/thread", id))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"root": {"kind": "QUESTION"}, "replies": [{"depth": 1, "contribution": {"kind": "ANSWER"}}],
                         "complete": true, "next": null}
                        """);
    }

    @Test
    void digestAnswersInItsWireFormatForTheClocksWeek() {
        assertThat(http.get().uri("/api/v1/feeds/digest?zone=Europe/Berlin"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"week": "2026-W11",
                         "window": {"from": "2026-03-08T23:00:00Z", "to": "2026-03-15T23:00:00Z", "zone": "Europe/Berlin"},
                         "counts": {"contributions": {"QUESTION": 1, "ANSWER": 1}, "appreciations": {"LIKE": 1},
                                    "newMembers": 0, "unansweredQuestions": 0},
                         "threads": [{"kind": "QUESTION"}], "newMembers": [], "unansweredQuestions": [], "position": 7}
                        """);
    }

    @Test
    void memberAnswersInItsWireFormat() {
        assertThat(http.get().uri("/api/v1/members/{id}", MemberId.imported("story", "ben")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"handle": "ben", "automated": false, "present": true, "joinedAt": "2026-03-02T09:00:00Z",
                         "counts": {"contributions": 1, "appreciationsGiven": 1, "appreciationsReceived": 0},
                         "position": 7}
                        """);
    }

    @Test
    void leaderboardAnswersInItsWireFormatAndTakesTheClocksWindow() {
        assertThat(http.get().uri("/api/v1/leaderboards/appreciated?window=month&zone=Europe/Berlin"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"board": "appreciated",
                         "window": {"name": "month", "from": "2026-02-28T23:00:00Z", "to": "2026-03-31T22:00:00Z",
                                    "zone": "Europe/Berlin"},
                         "entries": [{"rank": 1, "member": {"handle": "ana", "name": "Name of ana"}, "score": 1,
                           "parts": {"givers": 1, "appreciations": 1, "byKind": {"LIKE": 1}, "unknownGivers": 0}}],
                         "excluded": {"automated": 0, "left": 0, "repliesToAutomated": 0,
                                      "automatedAppreciations": 0, "inferredTimes": 0, "unknownGivers": 0},
                         "next": null, "position": 7}
                        """);
    }

    @Test
    void standingAndItsExplanationAnswerInTheirWireFormats() {
        String path = "/api/v1/leaderboards/appreciated/members/" + MemberId.imported("story", "ana");
        assertThat(http.get().uri(path + "?window=month"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"board": "appreciated", "scope": "community", "ranked": 1,
                         "standing": {"rank": 1, "percentile": 100, "member": {"handle": "ana"}, "score": 1,
                           "points": {"givers": 1, "appreciations": 0}},
                         "position": 7}
                        """);
        assertThat(http.get().uri(path + "/explanation?window=month"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"board": "appreciated", "score": 1,
                         "entries": [{"fact": "appreciationReceived", "event": "appreciation.given.v1", "kind": "LIKE",
                           "rulesVersion": 0, "weight": 0, "repeat": 1, "capped": false, "distinctGiver": true,
                           "giverWeight": 1, "points": 1}],
                         "withheld": {"facts": 0, "points": 0}, "next": null, "position": 7}
                        """);
    }

    @Test
    void healthAnswersInItsWireFormatForTheLast30DaysByTheClock() {
        assertThat(http.get().uri("/api/v1/health"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"window": {"from": "2026-02-13T12:00:00Z", "to": "2026-03-15T12:00:00Z", "zone": "UTC"},
                         "scope": "community", "position": 7}
                        """)
                .hasPathSatisfying(
                        "$.metrics[0]",
                        first -> assertThat(first)
                                .asMap()
                                .containsEntry("name", "contributors")
                                .containsEntry("value", 2)
                                .containsEntry("unit", "members")
                                .containsEntry("numerator", 2)
                                .containsEntry("denominator", 2)
                                .containsEntry("undefinedBecause", null)
                                .containsEntry("excluded", Map.of()))
                .extractingPath("$.metrics[*].name")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(40)
                .doesNotHaveDuplicates()
                .contains("participationTop1", "reciprocity", "timeToFirstResponseP90", "inclusionLurkers");
    }

    @Test
    void healthOfAWindowOfTheCalendar() {
        assertThat(http.get().uri("/api/v1/health?window=week&at=2026-03-10&zone=Europe/Berlin"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"window": {"from": "2026-03-08T23:00:00Z", "to": "2026-03-15T23:00:00Z",
                                    "zone": "Europe/Berlin"}}
                        """);
        assertThat(http.get().uri("/api/v1/health?window=month")).bodyJson().isLenientlyEqualTo("""
                        {"window": {"from": "2026-03-01T00:00:00Z", "to": "2026-04-01T00:00:00Z"}}
                        """);
    }

    @Test
    void seriesAnswersInItsWireFormat() {
        assertThat(http.get().uri("/api/v1/health/series?metric=contributors&step=day&from=2026-03-09&to=2026-03-11"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"metric": "contributors", "step": "day", "zone": "UTC", "scope": "community", "position": 7,
                         "points": [{"from": "2026-03-09T00:00:00Z", "to": "2026-03-10T00:00:00Z",
                                     "name": "contributors", "value": 0, "numerator": 0, "denominator": 2},
                                    {"from": "2026-03-10T00:00:00Z", "value": 2}]}
                        """);
        assertThat(http.get().uri("/api/v1/health/series"))
                .bodyJson()
                .extractingPath("$.points[*].from")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(12)
                .startsWith("2025-04-01T00:00:00Z")
                .endsWith("2026-03-01T00:00:00Z");
    }

    @Test
    void cohortsNetworkDistributionAndSignalsAnswerInTheirWireFormats() {
        assertThat(http.get().uri("/api/v1/health/cohorts?by=contributed&months=2"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"by": "contributed", "zone": "UTC", "scope": "community", "position": 7,
                         "cohorts": [{"month": "2026-01", "members": 0, "active": [], "retention": []},
                                     {"month": "2026-02"}]}
                        """);
        assertThat(http.get().uri("/api/v1/health/network?window=month"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"members": null, "edges": null, "reciprocated": null, "density": null,
                         "components": null, "largestShare": null,
                         "undefinedBecause": "It would tell of fewer than five members, and is withheld.",
                         "excluded": {}, "scope": "community", "position": 7}
                        """);
        assertThat(http.get().uri("/api/v1/health/network?from=2026-01-01&to=2026-02-01"))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"members": 0, "edges": 0, "density": null, "components": 0, "largestShare": null,
                         "undefinedBecause": "Nobody replied to or appreciated another in the window."}
                        """);
        assertThat(http.get().uri("/api/v1/health/distribution?window=month"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"personas": {"givers": null, "balanced": null, "receivers": null, "silent": null},
                         "undefinedBecause": "It would tell of fewer than five members, and is withheld.",
                         "excluded": {}, "scope": "community", "position": 7}
                        """);
        assertThat(http.get().uri("/api/v1/health/signals"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"zone\": \"UTC\", \"scope\": \"community\", \"position\": 7}")
                .hasPathSatisfying(
                        "$.signals[0]",
                        first -> assertThat(first)
                                .asMap()
                                .containsEntry("raised", false)
                                .containsEntry("name", "unansweredShare")
                                .containsEntry("from", "2026-03-02T00:00:00Z")
                                .containsEntry("to", "2026-03-09T00:00:00Z"));
    }

    @Test
    void figuresAreTablesForWhoWantsThem() {
        String header =
                "from,to,zone,scope,metric,value,unit,numerator,denominator,undefinedBecause,excluded,generation,position";
        for (MvcTestResult answer : List.of(
                http.get()
                        .uri("/api/v1/health?window=month")
                        .header("Accept", "text/csv")
                        .exchange(),
                http.get().uri("/api/v1/health?window=month&format=csv").exchange())) {
            assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith("text/csv");
            assertThat(answer)
                    .bodyText()
                    .startsWith(header + "\r\n2026-03-01T00:00:00Z,2026-04-01T00:00:00Z,UTC,community,contributors,2,")
                    .hasLineCount(41);
        }
        assertThat(http.get().uri("/api/v1/health/series?metric=reciprocity&step=month&from=2026-03-01&format=csv"))
                .bodyText()
                .startsWith(
                        header + "\r\n2026-03-01T00:00:00Z,2026-04-01T00:00:00Z,UTC,community,reciprocity,,ratio,0,0,"
                                + "\"It would tell of fewer than five members, and is withheld.\",,")
                .hasLineCount(2);
        assertThat(http.get().uri("/api/v1/health/cohorts?format=csv"))
                .bodyText()
                .startsWith(
                        "cohort,members,month,active,share,undefinedBecause,zone,scope,excluded,generation,position\r\n"
                                + "2025-03,0,,,,Nobody came in this month.,UTC,community,,")
                .hasLineCount(13);
        assertThat(http.get().uri("/api/v1/health/distribution?window=month").header("Accept", "text/csv"))
                .bodyText()
                .startsWith("from,to,zone,scope,persona,shareFrom,shareTo,members,undefinedBecause,excluded,"
                        + "generation,position\r\n2026-03-01T00:00:00Z,2026-04-01T00:00:00Z,UTC,community,givers,,,,"
                        + "\"It would tell of fewer than five members, and is withheld.\",,")
                .hasLineCount(15);
        assertThat(http.get().uri("/api/v1/health/network?window=month").header("Accept", "text/csv"))
                .bodyText()
                .startsWith(
                        "from,to,zone,scope,members,edges,reciprocated,density,components,largestShare,undefinedBecause,"
                                + "excluded,generation,position\r\n"
                                + "2026-03-01T00:00:00Z,2026-04-01T00:00:00Z,UTC,community,,,,,,,"
                                + "\"It would tell of fewer than five members, and is withheld.\",,")
                .hasLineCount(2);
        for (MvcTestResult answer : List.of(
                http.get()
                        .uri("/api/v1/health/signals")
                        .header("Accept", "text/csv")
                        .exchange(),
                http.get().uri("/api/v1/health/signals?format=csv").exchange())) {
            assertThat(answer)
                    .hasStatusOk()
                    .hasContentTypeCompatibleWith("text/csv")
                    .bodyText()
                    .startsWith("from,to,zone,scope,metric,value,unit,numerator,denominator,undefinedBecause,"
                            + "window,raiseAbove,raiseBelow,clearAt,raised,since,excluded,generation,position\r\n"
                            + "2026-03-02T00:00:00Z,2026-03-09T00:00:00Z,UTC,community,unansweredShare,,ratio,0,0,"
                            + "No thread was opened in the window.,week,0.3,,0.2,false,,,")
                    .hasLineCount(9);
        }
        assertThat(http.get().uri("/api/v1/health?format=json")).bodyJson().hasPath("$.metrics");
        assertThat(http.get().uri("/api/v1/health").header("Accept", "text/html,*/*;q=0.8"))
                .bodyJson()
                .hasPath("$.metrics");
    }

    @Test
    void progressAnswersInItsWireFormatForTheTwelveMonthsByTheClock() {
        assertThat(http.get()
                        .uri("/api/v1/members/{id}/progress?zone=Europe/Berlin", MemberId.imported("story", "ben")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"milestones": [
                           {"name": "ANSWER", "number": 1, "reachedAt": "2026-03-10T10:00:00Z", "appreciation": null},
                           {"name": "CONTRIBUTION", "number": 1}, {"name": "THANKS_GIVEN", "number": 1}],
                         "giveTake": {"value": 1.0, "numerator": 2, "denominator": 2, "undefinedBecause": null,
                                      "persona": "giver", "from": "2025-03-31T22:00:00Z", "to": "2026-03-31T22:00:00Z"},
                         "zone": "Europe/Berlin", "position": 7}
                        """)
                .extractingPath("$.trend[11]")
                .asMap()
                .containsEntry("month", "2026-03")
                .containsEntry("contributions", 1)
                .containsEntry("given", 1)
                .containsEntry("received", 0);
    }

    @Test
    void deskAnswersInItsWireFormat() {
        assertThat(http.get().uri("/api/v1/worklist?cause=UNANSWERED&assignee=nobody&state=closed"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"entries\": [], \"counts\": {}, \"next\": null, \"position\": 7}");
        assertThat(http.get().uri("/api/v1/worklist/gratitude-gap"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [], "from": "2025-12-15T12:00:00Z", "to": "2026-03-15T12:00:00Z", "next": null,
                         "position": 7}
                        """);
        assertThat(http.get().uri("/api/v1/worklist/single-helpers"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [], "from": "2025-12-15T12:00:00Z", "to": "2026-03-15T12:00:00Z", "next": null,
                         "position": 7}
                        """);
        assertThat(http.get().uri("/api/v1/leadership?zone=Europe/Berlin"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"months": [{"month": "2026-03", "from": "2026-02-28T23:00:00Z", "to": "2026-03-31T22:00:00Z",
                                     "levels": [], "leaders": []}],
                         "excluded": {"automated": 0, "absent": 0}, "zone": "Europe/Berlin", "position": 7}
                        """);
        assertThat(http.get().uri("/api/v1/leadership?from=2026-01&to=2026-03"))
                .bodyJson()
                .extractingPath("$.months[*].month")
                .asArray()
                .containsExactly("2026-01", "2026-02", "2026-03");
        assertThat(http.get().uri("/api/v1/leadership?month=2026-01"))
                .bodyJson()
                .extractingPath("$.months[*].month")
                .asArray()
                .containsExactly("2026-01");
        assertThat(http.get().uri("/api/v1/allowances"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"period": null, "total": null, "entries": [], "earlier": null, "next": null, "position": 7}
                        """);
        assertThat(http.get().uri("/api/v1/members/{id}/roles", MemberId.imported("story", "ben")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"member": {"handle": "ben", "name": "Name of ben", "present": true}, "roles": [], "position": 7}
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/worklist",
                "/worklist/gratitude-gap",
                "/worklist/circles",
                "/worklist/single-helpers",
                "/leadership",
                "/allowances",
                "/worklist?atPosition=7",
                "/members/018f3c1e-0000-7000-8000-000000000000/roles"
            })
    void deskIsClosedToAMemberWithoutARole(String path) {
        assertThat(http.get()
                        .uri("/api/v1" + path)
                        .header("Geben-Actor", MemberId.imported("story", "ben").toString()))
                .hasFailed()
                .failure()
                .cause()
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(403);
                    assertThat(refusal.code()).isEqualTo("ROLE_REQUIRED");
                    assertThat(refusal.getMessage()).endsWith(".");
                });
    }

    @Test
    void pastAnswersFromAGenerationOfItsOwn() {
        assertThat(http.get().uri("/api/v1/feeds/community?atPosition=5"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [{"kind": "QUESTION", "replies": 0, "appreciations": {}}], "position": 5}
                        """);
        assertThat(http.get().uri(URI.create("/api/v1/feeds/community?asOf=2026-03-10T11:59:59%2B02:00")))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [], "position": 7}
                        """);
    }

    @Test
    void questionWithoutATimeIsAskedAtTheMomentOfThePast() {
        assertThat(http.get().uri("/api/v1/leaderboards/giving?window=day&asOf=2026-03-11T10:00:00Z"))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"window": {"from": "2026-03-11T00:00:00Z"}, "entries": []}
                        """);
        assertThat(http.get().uri("/api/v1/health?asOf=2026-03-11T10:00:00Z"))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"window": {"from": "2026-02-09T10:00:00Z", "to": "2026-03-11T10:00:00Z"}}
                        """);
        assertThat(http.get().uri("/api/v1/health?atPosition=7")).bodyJson().isLenientlyEqualTo("""
                        {"window": {"to": "2026-04-10T00:00:07Z"}}
                        """);
    }

    @Test
    void privateGenerationAnswersUnderItsRules() {
        long id = ordered("{\"appreciated\": {\"giver\": 2, \"appreciation\": {\"LIKE\": 3}}}");
        assertThat(http.get().uri("/api/v1/leaderboards/appreciated?window=month&at=2026-03-10&generation=" + id))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"entries": [{"rank": 1, "member": {"handle": "ana"}, "score": 5,
                           "parts": {"givers": 1, "appreciations": 1, "byKind": {"LIKE": 1}},
                           "points": {"givers": 2, "appreciations": 3}}],
                         "rules": {"appreciated": {"giver": 2}, "giving": {"reply": 1}}, "position": 7}
                        """);
        assertThat(http.get().uri("/api/v1/leaderboards/appreciated?window=month&generation=" + id))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"window": {"from": "2026-04-01T00:00:00Z"}, "entries": []}
                        """);
        assertThat(http.get().uri("/api/v1/leaderboards/appreciated"))
                .bodyJson()
                .doesNotHavePath("$.rules")
                .extractingPath("$.entries[0].score")
                .isEqualTo(1);
        assertThat(http.get().uri("/api/v1/leaderboards/appreciated?atPosition=7"))
                .bodyJson()
                .extractingPath("$.entries[0].score")
                .isEqualTo(1);
    }

    @Test
    void diffAnswersInItsWireFormat() throws Exception {
        long id = ordered("{\"giving\": {\"reply\": 0, \"appreciation\": {\"LIKE\": 4}}}");
        assertThat(http.get().uri("/api/v1/generations/{id}/diff?board=giving", id))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"board": "giving",
                         "window": {"name": "all", "from": null, "to": null, "zone": "UTC"},
                         "before": {"position": 7, "rules": {"giving": {"reply": 1}}},
                         "after": {"generation": "leaderboard-%d", "position": 7, "rules": {"giving": {"reply": 0}}},
                         "entries": [{"member": {"handle": "ben", "name": "Name of ben"},
                           "before": {"rank": 1, "score": 2}, "after": {"rank": 1, "score": 4},
                           "rankChange": 0, "scoreChange": 2}],
                         "next": null}
                        """.formatted(id))
                .doesNotHavePath("$.before.origin")
                .doesNotHavePath("$.before.incomplete")
                .doesNotHavePath("$.after.incomplete");
        assertThat(http.get().uri("/api/v1/generations/{id}/diff?board=giving&window=month&at=2026-03-01&zone=UTC", id))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"window": {"name": "month", "from": "2026-03-01T00:00:00Z", "to": "2026-04-01T00:00:00Z"},
                         "entries": [{"scoreChange": 2}]}
                        """);
        assertThat(http.get().uri("/api/v1/generations/{id}/diff?board=contributing", id))
                .bodyJson()
                .isLenientlyEqualTo("{\"entries\": [], \"next\": null}");
    }

    @Test
    void pagesOfADiffAreOfOneGenerationAndBoard() throws Exception {
        String rules = "{\"contributing\": {\"contribution\": {\"QUESTION\": 2, \"ANSWER\": 5}}}";
        long id = ordered(rules);
        String path = "/api/v1/generations/%d/diff?limit=1&board=".formatted(id);
        String first =
                http.get().uri(path + "contributing").exchange().getResponse().getContentAsString();
        assertThat(JsonPath.<String>read(first, "$.entries[0].member.handle")).isEqualTo("ana");
        String next = JsonPath.read(first, "$.next");
        assertThat(http.get().uri(path + "contributing&cursor=" + next))
                .bodyJson()
                .isLenientlyEqualTo("{\"entries\": [{\"member\": {\"handle\": \"ben\"}}], \"next\": null}");
        long other = ordered("{}");
        for (String elsewhere : List.of(
                path + "giving&cursor=" + next,
                path + "contributing&window=day&cursor=" + next,
                path.replace("/" + id + "/", "/" + other + "/") + "contributing&cursor=" + next)) {
            assertThat(http.get().uri(elsewhere))
                    .hasFailed()
                    .failure()
                    .cause()
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("CURSOR_BROKEN"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, CUT_AMBIGUOUS, /leaderboards/giving?generation={id}&atPosition=7",
        "400, CUT_AMBIGUOUS, /leaderboards/giving?generation={id}&asOf=2026-03-10T10:00:00Z",
        "400, CUT_AMBIGUOUS, /leaderboards/giving?generation={id}&minPosition=7",
        "400, ID_MALFORMED, /leaderboards/giving?generation=leaderboard-1",
        "404, GENERATION_UNKNOWN, /leaderboards/giving?generation=999999999",
        "404, GENERATION_OF_OTHER_VIEW, /health?generation={id}",
        "404, GENERATION_OF_OTHER_VIEW, /feeds/community?generation={id}",
        "404, GENERATION_NOT_PRIVATE, /leaderboards/giving?generation={live}",
        "404, GENERATION_NOT_PRIVATE, /generations/{live}/diff?board=giving",
        "404, GENERATION_UNKNOWN, /generations/999999999/diff?board=giving",
        "400, ID_MALFORMED, /generations/x/diff?board=giving",
        "404, BOARD_UNKNOWN, /generations/{id}/diff?board=fame",
        "400, WINDOW_UNKNOWN, /generations/{id}/diff?board=giving&window=decade",
        "400, ZONE_UNKNOWN, /generations/{id}/diff?board=giving&zone=Mars/Olympus",
        "400, TIME_MALFORMED, /generations/{id}/diff?board=giving&at=yesterday",
        "400, LIMIT_OUT_OF_BOUNDS, /generations/{id}/diff?board=giving&limit=101",
        "400, CURSOR_BROKEN, /generations/{id}/diff?board=giving&cursor=x",
    })
    void senselessQuestionsAboutPrivateGenerationsAreRefusedWithACode(int status, String code, String path) {
        String asked = path.replace("{id}", Long.toString(ordered("{\"giving\": {\"reply\": 5}}")))
                .replace("{live}", live());
        senselessQuestionsAreRefusedWithACode(status, code, asked);
    }

    private static String live() {
        String name = ReadSide.shared()
                .views()
                .read("leaderboard", AsOf.NOW, reading -> reading.origin().generation());
        return name.substring("leaderboard-".length());
    }

    private static long ordered(String rules) {
        Projection<?> leaderboard = projections().stream()
                .filter(projection -> projection.name().equals("leaderboard"))
                .findFirst()
                .orElseThrow();
        return ReadSide.shared().order(leaderboard.under(JsonMapper.shared().readTree(rules)), STORY, null);
    }

    @Test
    void pagesOfThePastAreAllOfOneCut() throws Exception {
        String next = JsonPath.read(
                http.get()
                        .uri("/api/v1/leaderboards/contributing?limit=1&atPosition=7")
                        .exchange()
                        .getResponse()
                        .getContentAsString(),
                "$.next");
        assertThat(http.get().uri("/api/v1/leaderboards/contributing?limit=1&atPosition=7&cursor=" + next))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"entries\": [{\"rank\": 1}], \"next\": null}");
        for (String other : List.of("", "&atPosition=6", "&asOf=2026-03-11T10:00:00Z")) {
            assertThat(http.get().uri("/api/v1/leaderboards/contributing?limit=1" + other + "&cursor=" + next))
                    .hasFailed()
                    .failure()
                    .cause()
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("CURSOR_BROKEN"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, LIMIT_OUT_OF_BOUNDS, /feeds/community?limit=0",
        "400, LIMIT_OUT_OF_BOUNDS, /feeds/community?limit=101",
        "400, LIMIT_OUT_OF_BOUNDS, /feeds/community?limit=ten",
        "400, CURSOR_BROKEN, /feeds/community?cursor=x",
        "400, CURSOR_BROKEN, /feeds/community?order=inclusive&cursor=x",
        "400, ORDER_UNKNOWN, /feeds/community?order=random",
        "400, READER_MISSING, /feeds/home",
        "400, WEEK_MALFORMED, /feeds/digest?week=last",
        "400, CURSOR_BROKEN, /members/018f3c1e-0000-7000-8000-000000000000/notifications?cursor=x",
        "400, POSITION_MALFORMED, /feeds/community?minPosition=-1",
        "400, POSITION_MALFORMED, /feeds/community?atPosition=seven",
        "400, POSITION_MALFORMED, /feeds/community?atPosition=-1",
        "400, POSITION_BEYOND_LOG, /groups/018f3c1e-0000-7000-8000-000000000000?atPosition=8",
        "400, TIME_MALFORMED, /leaderboards/giving?asOf=2026-03-10",
        "400, TIME_MALFORMED, /health?asOf=2026-03-10T10:00:00",
        "400, TIME_MALFORMED, /health?asOf=%2B99999-01-01T00:00:00Z",
        "400, AS_OF_FUTURE, /health?asOf=2026-03-15T12:00:00.000001Z",
        "400, CUT_AMBIGUOUS, /health?asOf=2026-03-10T10:00:00Z&atPosition=7",
        "400, CUT_AMBIGUOUS, /feeds/community?asOf=2026-03-10T10:00:00Z&minPosition=7",
        "400, CUT_AMBIGUOUS, /feeds/community?atPosition=7&minPosition=7",
        "404, MEMBER_UNKNOWN, /members/018f3c1e-0000-7000-8000-000000000000?atPosition=7",
        "400, ID_MALFORMED, /members/1-1-1-1-1",
        "404, MEMBER_UNKNOWN, /members/018f3c1e-0000-7000-8000-000000000000",
        "404, BOARD_UNKNOWN, /leaderboards/fame",
        "400, WINDOW_UNKNOWN, /leaderboards/giving?window=decade",
        "400, WINDOW_AMBIGUOUS, /leaderboards/giving?window=day&from=2026-03-01",
        "400, WINDOW_OPEN, /leaderboards/giving?to=2026-03-01",
        "400, RANGE_EMPTY, /leaderboards/giving?from=2026-03-02&to=2026-03-02",
        "400, WINDOW_WITHOUT_PAST, /leaderboards/rising",
        "400, TIES_UNKNOWN, /leaderboards/giving?ties=fair",
        "400, ID_MALFORMED, /leaderboards/giving?around=ana",
        "400, ID_MALFORMED, /leaderboards/giving?group=1",
        "404, GROUP_UNKNOWN, /leaderboards/giving?group=018f3c1e-0000-7000-8000-000000000000",
        "404, NOT_ON_THE_BOARD, /leaderboards/giving/members/018f3c1e-0000-7000-8000-000000000000",
        "404, NOT_ON_THE_BOARD, /leaderboards/giving/members/018f3c1e-0000-7000-8000-000000000000/explanation",
        "400, ZONE_UNKNOWN, /leaderboards/giving?zone=Mars/Olympus",
        "400, TIME_MALFORMED, /leaderboards/giving?at=yesterday",
        "400, TIME_MALFORMED, /health?from=2026-02-30",
        "400, TIME_MALFORMED, /health?from=%2B99999-01-01T00:00:00Z",
        "400, RANGE_EMPTY, /health?from=2026-03-02&to=2026-03-01",
        "400, RANGE_TOO_LONG, /health?from=2006-03-02&to=2026-03-01",
        "400, WINDOW_UNKNOWN, /health?window=decade",
        "400, WINDOW_AMBIGUOUS, /health?window=month&from=2026-03-01",
        "400, WINDOW_AMBIGUOUS, /health?at=2026-03-01",
        "400, METRIC_UNKNOWN, /health/series?metric=happiness",
        "400, STEP_UNKNOWN, /health/series?step=decade",
        "400, RANGE_EMPTY, /health/series?from=2026-05-01&to=2026-03-01",
        "400, RANGE_TOO_LONG, /health/series?step=day&from=2024-03-01&to=2026-03-01",
        "400, COHORTS_UNKNOWN, /health/cohorts?by=age",
        "400, LIMIT_OUT_OF_BOUNDS, /health/cohorts?months=37",
        "404, GROUP_UNKNOWN, /health/network?group=018f3c1e-0000-7000-8000-000000000000",
        "404, GROUP_UNKNOWN, /health/signals?group=018f3c1e-0000-7000-8000-000000000000",
        "404, GROUP_UNKNOWN, /health?group=018f3c1e-0000-7000-8000-000000000000",
        "400, CAUSE_UNKNOWN, /worklist?cause=BOREDOM",
        "400, STATE_UNKNOWN, /worklist?state=lost",
        "400, ID_MALFORMED, /worklist?assignee=me",
        "400, CURSOR_BROKEN, /worklist?cursor=x",
        "400, CURSOR_BROKEN, /worklist/gratitude-gap?cursor=x",
        "400, CURSOR_BROKEN, /worklist/circles?cursor=x",
        "400, CURSOR_BROKEN, /worklist/single-helpers?cursor=x",
        "400, LIMIT_OUT_OF_BOUNDS, /worklist/gratitude-gap?limit=0",
        "400, MONTH_MALFORMED, /leadership?month=March",
        "400, MONTH_MALFORMED, /leadership?month=1969-12",
        "400, MONTH_MALFORMED, /leadership?to=9999-01",
        "400, MONTH_MALFORMED, /leadership?from=%2B99999-01",
        "400, RANGE_AMBIGUOUS, /leadership?month=2026-03&to=2026-04",
        "400, RANGE_EMPTY, /leadership?from=2026-04&to=2026-03",
        "400, RANGE_TOO_LONG, /leadership?from=2025-03&to=2026-03",
        "400, ZONE_UNKNOWN, /leadership?zone=Mars/Olympus",
        "400, PERIOD_MALFORMED, /allowances?period=March",
        "400, PERIOD_MALFORMED, /allowances?period=2026-03%00",
        "404, PERIOD_UNKNOWN, /allowances?period=2026-03",
        "400, CURSOR_BROKEN, /allowances?cursor=YWxsb3dhbmNlcyAAIDAgMCAwMThmM2MxZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA",
        "404, MEMBER_UNKNOWN, /members/018f3c1e-0000-7000-8000-000000000000/progress",
        "400, ZONE_UNKNOWN, /members/018f3c1e-0000-7000-8000-000000000000/progress?zone=Mars/Olympus",
        "404, MEMBER_UNKNOWN, /members/018f3c1e-0000-7000-8000-000000000000/roles",
        "404, GENERATION_UNKNOWN, /worklist?generation=999999999",
    })
    void senselessQuestionsAreRefusedWithACode(int status, String code, String path) {
        assertThat(http.get().uri(URI.create("/api/v1" + path)))
                .hasFailed()
                .failure()
                .cause()
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(status);
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.getMessage()).endsWith(".");
                });
    }

    @Test
    void malformedIdIsPointedAtByTheNameOfItsParameter() {
        assertThat(http.get().uri("/api/v1/health?group=bakers"))
                .hasFailed()
                .failure()
                .cause()
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("ID_MALFORMED");
                    assertThat(refusal.pointer()).isEqualTo("group");
                });
    }

    @Test
    void malformedReaderIsPointedAtByTheHeader() {
        assertThat(http.get().uri("/api/v1/feeds/community").header("Geben-Actor", "ana"))
                .hasFailed()
                .failure()
                .cause()
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("ID_MALFORMED");
                    assertThat(refusal.pointer()).isEqualTo("Geben-Actor");
                });
    }

    private static List<Projection<?>> projections() {
        return CONTEXT.getBeansOfType(Projection.class).values().stream()
                .<Projection<?>>map(projection -> projection)
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @ComponentScan({
        "org.geben.query.feed",
        "org.geben.query.leaderboard",
        "org.geben.query.health",
        "org.geben.query.desk",
        "org.geben.query.progress"
    })
    @Import(ReadingOverHttp.class)
    static class Application {
        @Bean
        Views views(List<Projection<?>> projections, Clock clock) {
            return ReadSide.shared().views(STORY, clock, projections);
        }

        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-03-15T12:00:00Z"), ZoneOffset.UTC);
        }
    }
}
