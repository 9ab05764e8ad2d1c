package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geben.application.journey.Api.Recorded;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A community's first day, from command to view, whatever keeps the log. */
interface CommunityJourneyContract {

    Api api();

    @Test
    default void aQuestionIsAnsweredAcceptedAndThankedForInEveryView() throws Exception {
        String ana = join("ana");
        String ben = join("ben");
        String lou = join("lou");
        Recorded group = api().create("/groups", ana, Map.of("name", "Gardening"));
        api().change("PUT", "/groups/%s/members/%s".formatted(group.id(), ben), null, null);
        Recorded question = api().create(
                        "/contributions",
                        ana,
                        Map.of("kind", "QUESTION", "title", "When to sow?", "text", "Beans.", "group", group.id()));
        Recorded answer = api().create(
                        "/contributions", ben, Map.of("kind", "ANSWER", "text", "In May.", "inReplyTo", question.id()));
        api().change(
                        "POST",
                        "/contributions/%s/accepted-answer".formatted(question.id()),
                        ana,
                        Map.of("answer", answer.id()));
        Recorded thanks = appreciate(ana, answer.id(), "THANKS");
        Recorded like = appreciate(lou, answer.id(), "LIKE");
        String seen = "minPosition=" + like.position();

        JsonNode entry = api().get("/feeds/groups/%s?%s".formatted(group.id(), seen))
                .get("entries")
                .get(0);
        assertThat(entry.get("title").asString()).isEqualTo("When to sow?");
        assertThat(entry.get("replies").asInt()).isEqualTo(1);
        assertThat(entry.get("acceptedAnswer").asString()).isEqualTo(answer.id());

        JsonNode thread = api().get("/contributions/%s?%s".formatted(answer.id(), seen));
        assertThat(thread.findValue("appreciations").get("THANKS").asInt()).isEqualTo(1);
        assertThat(thread.findValue("appreciations").get("LIKE").asInt()).isEqualTo(1);

        JsonNode appreciated = api().get("/leaderboards/appreciated?window=day&zone=Europe/Berlin&" + seen);
        assertThat(appreciated.get("entries").get(0).get("member").get("handle").asString())
                .isEqualTo("ben");
        assertThat(appreciated.get("window").get("zone").asString()).isEqualTo("Europe/Berlin");

        String inTheGroup = seen + "&group=" + group.id();
        assertThat(metric("unansweredShare", inTheGroup).get("value").asDouble())
                .isZero();
        assertThat(metric("contributors", inTheGroup).get("value").asInt()).isEqualTo(2);
        assertThat(metric("activeMembers", inTheGroup).get("value").asInt()).isEqualTo(3);

        Recorded retracted = api().change("DELETE", "/appreciations/" + thanks.id(), ana, null);
        JsonNode after = api().get("/contributions/%s?minPosition=%d".formatted(answer.id(), retracted.position()));
        assertThat(after.findValue("appreciations").has("THANKS")).isFalse();
    }

    @Test
    default void kudosAreSharedByTheirReceiversAndComeFromTheGiversAllowance() throws Exception {
        String rosa = join("rosa");
        String pia = join("pia");
        String sam = join("sam");
        JsonNode given = api().call(
                        "POST",
                        "/kudos",
                        rosa,
                        Map.of(
                                "to",
                                List.of(pia, sam),
                                "message",
                                "You carried us.",
                                "points",
                                5,
                                "tags",
                                List.of("care")))
                .expect(201);
        String toPia = given.get("appreciations").get(0).asString();

        JsonNode kudos =
                api().get("/events?stream=" + toPia).get("events").get(0).get("data");
        assertThat(kudos.get("points").asInt()).isEqualTo(3);
        assertThat(typesOf(kudos.get("allowance").asString()))
                .containsExactly("allowance.opened.v1", "allowance.reserved.v1", "allowance.reserved.v1");

        Recorded disallowed = api().change(
                        "PUT", "/appreciations/%s/disallowance".formatted(toPia), null, Map.of("reason", "Bought."));
        JsonNode member = api().get("/members/%s?minPosition=%d".formatted(pia, disallowed.position()));
        assertThat(member.at("/counts/appreciationsReceived").asInt()).isZero();
    }

    @Test
    default void aTrainingIsOfferedTakenAndGivenBack() throws Exception {
        String lea = join("lea");
        String tim = join("tim");
        api().change("PUT", "/members/%s/roles/LEADER".formatted(lea), null, null);
        Recorded training = api().create(
                        "/trainings",
                        lea,
                        Map.of("kind", "OFFICE_HOURS", "title", "First steps", "levels", List.of("HESITANT")));
        Recorded session = api().create(
                        "/trainings/%s/sessions".formatted(training.id()),
                        lea,
                        Map.of("from", "2999-01-01T09:00:00Z", "to", "2999-01-01T10:00:00Z", "places", 5));
        String place = "/trainings/%s/sessions/%s/members/%s".formatted(training.id(), session.id(), tim);
        api().change("PUT", place, tim, null);
        JsonNode early = api().call("PUT", place + "/completion", lea, null).expect(409);
        api().change("DELETE", place, tim, null);
        Map<String, ?> ill = Map.of("reason", "Ill.");
        api().change("PUT", "/trainings/%s/sessions/%s/cancellation".formatted(training.id(), session.id()), lea, ill);
        JsonNode late = api().call("PUT", place, tim, null).expect(409);
        api().change("PUT", "/trainings/%s/cancellation".formatted(training.id()), lea, ill);

        assertThat(early.get("code").asString()).isEqualTo("SESSION_NOT_BEGUN");
        assertThat(late.get("code").asString()).isEqualTo("SESSION_CANCELLED");
        assertThat(typesOf(session.id()))
                .containsExactly(
                        "training-session.scheduled.v1",
                        "training-session.enrolled.v1",
                        "training-session.enrolment-cancelled.v1",
                        "training-session.cancelled.v1");
    }

    @Test
    default void membersFindWhatConcernsThem() throws Exception {
        String nils = join("nilsson");
        String ida = join("idalina");
        Map<String, ?> words =
                Map.of("kind", "POST", "text", "Quinces for Nils.", "language", "en", "mentions", List.of(nils));
        Api.Answer published = api().call("POST", "/contributions", ida, words);
        String post = published.expect(201).get("id").asString();
        String asOfIt = "?minPosition=" + published.body().get("position");

        JsonNode home = api().call("GET", "/feeds/home" + asOfIt, nils, null).expect(200);
        assertThat(home.at("/entries/0/id").asString()).isEqualTo(post);
        assertThat(home.at("/entries/0/because/0/reason").asString()).isEqualTo("MENTIONED");
        assertThat(api().call("GET", "/contributions/" + post, nils, null).eTag())
                .isEqualTo(published.eTag());
        assertThat(api().get("/search" + asOfIt + "&q=quince")
                        .at("/entries/0/contribution/id")
                        .asString())
                .isEqualTo(post);
        String notifications = "/members/%s/notifications".formatted(nils);
        JsonNode unseen = api().call("GET", notifications, nils, null).expect(200);
        assertThat(unseen.at("/unseen/MENTIONED").asInt()).isEqualTo(1);
        JsonNode first = unseen.get("entries").get(0);
        api().change("POST", notifications + "/seen", nils, null);
        Recorded read = api().change(
                        "POST",
                        notifications + "/read",
                        nils,
                        Map.of(
                                "notification",
                                first.get("key").asString(),
                                "upTo",
                                first.get("at").asString()));
        JsonNode seen = api().call("GET", notifications + "?minPosition=" + read.position(), nils, null)
                .expect(200);
        assertThat(seen.get("unseen")).isEmpty();
        assertThat(seen.at("/entries/0/read").asBoolean()).isTrue();
        api().call("GET", notifications, ida, null).expect(403);
        assertThat(typesOf(read.id())).containsExactly("inbox.read.v1");
    }

    @Test
    default void aLeaderPledgesForEachWeek() throws Exception {
        String olga = join("olga");
        api().change("PUT", "/members/%s/roles/LEADER".formatted(olga), null, null);
        String pledge = "/members/%s/pledge".formatted(olga);
        Recorded made = api().change("PUT", pledge, olga, Map.of("unit", "HOURS", "perWeek", 2, "from", "2026-03-02"));
        api().change("PUT", pledge, olga, Map.of("unit", "HOURS", "perWeek", 3, "from", "2026-03-02"));
        api().change("DELETE", pledge, olga, null);

        assertThat(typesOf(made.id())).containsExactly("pledge.made.v1", "pledge.changed.v1", "pledge.ended.v1");
    }

    @Test
    default void scoringRulesArePublishedAndListedInTheHistory() throws Exception {
        Map<String, ?> twice = Map.of("giving", Map.of("appreciation", Map.of("THANKS", 2)));
        Recorded rules = api().create("/scoring-rules", null, Map.of("rules", twice));
        api().call("POST", "/scoring-rules", null, Map.of("rules", twice)).expect(200);
        JsonNode tooMuch = api().call(
                        "POST", "/scoring-rules", null, Map.of("rules", Map.of("giving", Map.of("reply", 1_001))))
                .expect(422);

        assertThat(tooMuch.get("code").asString()).isEqualTo("SCORING_WEIGHT_OUT_OF_BOUNDS");
        JsonNode event = api().get("/events?type=scoring-rules.published.v1")
                .get("events")
                .get(0);
        assertThat(event.get("stream").asString()).isEqualTo(rules.id());
        assertThat(event.at("/data/version").asInt()).isEqualTo(1);
        assertThat(event.at("/data/document/giving/appreciation/THANKS").asInt())
                .isEqualTo(2);
    }

    @Test
    default void theHistoryExplainsWhatHappenedAndWhoDidIt() throws Exception {
        String mia = join("mia");
        Recorded post = api().create("/contributions", mia, Map.of("kind", "IDEA", "text", "A bench."));
        api().change("PATCH", "/contributions/" + post.id(), mia, Map.of("text", "A wooden bench."));
        api().change("DELETE", "/contributions/" + post.id(), mia, null);

        List<JsonNode> events = new ArrayList<>();
        api().get("/events?limit=1000&stream=" + post.id()).get("events").forEach(events::add);

        assertThat(events.stream().map(event -> event.get("type").asString()))
                .containsExactly("contribution.published.v1", "contribution.revised.v1", "contribution.withdrawn.v1");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("actor").asString()).isEqualTo(mia);
            assertThat(event.hasNonNull("occurredAt")).isTrue();
            assertThat(event.hasNonNull("recordedAt")).isTrue();
            assertThat(event.hasNonNull("correlationId")).isTrue();
            assertThat(event.hasNonNull("causationId")).isTrue();
        });
    }

    @Test
    default void whatWasSaidThenIsStillSaidOfThen() throws Exception {
        String ida = join("ida");
        String per = join("per");
        Recorded post = api().create("/contributions", ida, Map.of("kind", "POST", "text", "Good morning."));
        Recorded like = appreciate(per, post.id(), "LIKE");
        String path = "/contributions/" + post.id();
        JsonNode live = api().get("%s?minPosition=%d".formatted(path, like.position()));

        Recorded withdrawn = api().change("DELETE", path, ida, null);

        JsonNode past = past(path + "?atPosition=" + like.position());
        assertThat(past.get("contribution")).isEqualTo(live.get("contribution"));
        assertThat(past.get("position").asLong()).isEqualTo(like.position());
        assertThat(past(path + "?atPosition=" + withdrawn.position())
                        .get("contribution")
                        .get("withdrawn")
                        .asBoolean())
                .isTrue();
        String published = live.get("contribution").get("publishedAt").asString();
        JsonNode asOf = past(path + "?asOf=" + published);
        assertThat(asOf.get("contribution").get("withdrawn").asBoolean()).isFalse();
        assertThat(asOf.get("contribution").get("appreciations").isEmpty()).isTrue();
        assertThat(asOf.get("position").asLong()).isGreaterThanOrEqualTo(withdrawn.position());
        assertThat(api().call("GET", path + "?atPosition=999999999999", null, null)
                        .expect(400)
                        .get("code")
                        .asString())
                .isEqualTo("POSITION_BEYOND_LOG");
    }

    private List<String> typesOf(String stream) throws Exception {
        List<String> types = new ArrayList<>();
        api().get("/events?limit=1000&stream=" + stream)
                .get("events")
                .forEach(event -> types.add(event.get("type").asString()));
        return types;
    }

    /** It is asked again as long as it is being folded. */
    private JsonNode past(String path) throws Exception {
        Api.Answer answer = api().call("GET", path, null, null);
        for (int again = 0; answer.status() == 202 && again < 10; again++) {
            assertThat(answer.body().get("state").asString()).isEqualTo("BUILDING");
            answer = api().call("GET", path, null, null);
        }
        return answer.expect(200);
    }

    @Test
    default void whatIsSaidInAClosedGroupStaysThereUntilItIsShared() throws Exception {
        String uma = join("uma");
        String vic = join("vic");
        Recorded board = api().create("/groups", uma, Map.of("name", "Board", "access", "CLOSED"));
        Recorded bakers = api().create("/groups", uma, Map.of("name", "Bakers"));
        Map<String, String> plan = Map.of("kind", "POST", "text", "A plan.", "group", board.id());
        Recorded post = api().create("/contributions", uma, plan);
        String path = "/contributions/" + post.id();
        String membership = "/groups/%s/members/%s".formatted(board.id(), vic);

        api().change("PUT", membership, null, null);
        refused(api().call("POST", "/contributions", vic, plan), 403, "GROUP_MEMBERSHIP_REQUIRED");
        refused(
                api().call("GET", path + "?minPosition=" + post.position(), vic, null),
                403,
                "GROUP_MEMBERSHIP_REQUIRED");

        Recorded admitted = api().change("PUT", membership, uma, null);
        api().call("GET", path + "?minPosition=" + admitted.position(), vic, null)
                .expect(200);
        refused(api().call("GET", path, null, null), 403, "GROUP_MEMBERSHIP_REQUIRED");

        Recorded shared = api().change("PUT", "%s/shares/%s".formatted(path, bakers.id()), uma, null);
        assertThat(api().get("/feeds/groups/%s?minPosition=%d".formatted(bakers.id(), shared.position()))
                        .get("entries")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo(post.id());

        Recorded hidden = api().change("PUT", path + "/hidden", null, Map.of("reason", "Not yet."));
        JsonNode out = api().get(path + "?minPosition=" + hidden.position());
        assertThat(out.get("contribution").get("hidden").asBoolean()).isTrue();
        assertThat(out.get("contribution").get("text").isNull()).isTrue();
        Recorded restored = api().change("DELETE", path + "/hidden", null, null);
        assertThat(api().get(path + "?minPosition=" + restored.position())
                        .get("contribution")
                        .get("text")
                        .asString())
                .isEqualTo("A plan.");
    }

    @Test
    default void aRevisionThatTheAuthorHasNotSeenIsNotLost() throws Exception {
        String zoe = join("zoe");
        Api.Answer published =
                api().call("POST", "/contributions", zoe, Map.of("kind", "ARTICLE", "text", "First draft."));
        String path = "/contributions/" + published.expect(201).get("id").asString();

        Api.Answer second = api().call("PATCH", path, zoe, published.eTag(), Map.of("text", "Second draft."));
        second.expect(200);

        refused(
                api().call("PATCH", path, zoe, published.eTag(), Map.of("text", "First draft again.")),
                412,
                "REVISION_OUTDATED");
        api().call("PATCH", path, zoe, second.eTag(), Map.of("text", "Third draft."))
                .expect(200);
        refused(api().call("PATCH", path, zoe, "third", Map.of("text", "Fourth draft.")), 400, "MALFORMED");
    }

    private static void refused(Api.Answer answer, int status, String code) {
        assertThat(answer.expect(status).get("code").asString()).isEqualTo(code);
    }

    @Test
    default void aRefusalNamesItsRuleAndChangesNothing() throws Exception {
        String kim = join("kim");
        Recorded post = api().create("/contributions", kim, Map.of("kind", "POST", "text", "Hello."));
        Map<String, String> ownLike = Map.of("subject", "contribution:" + post.id(), "kind", "LIKE");

        JsonNode problem = api().call("POST", "/appreciations", kim, ownLike).expect(403);

        assertThat(problem.get("code").asString()).isEqualTo("APPRECIATION_OF_ONESELF");
        assertThat(problem.get("detail").asString()).isEqualTo("Members do not appreciate themselves.");
        assertThat(api().get("/events?after=%d".formatted(post.position())).get("events"))
                .noneMatch(event ->
                        event.has("actor") && event.get("actor").asString().equals(kim));
    }

    @Test
    default void whatIsSentTwiceHappensOnce() throws Exception {
        String noa = join("noa");
        String eli = join("eli");
        Map<String, String> thanks = Map.of("subject", "member:" + noa, "kind", "THANKS");
        Recorded first = api().create("/appreciations", eli, thanks);

        Recorded again = api().change("POST", "/appreciations", eli, thanks);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.position()).isGreaterThanOrEqualTo(first.position());
        assertThat(api().get("/events?stream=" + first.id()).get("events")).hasSize(1);
    }

    @Test
    default void historyOfThePastHasWhatTheLogHadThen() throws Exception {
        String yann = join("yann");
        Recorded post = api().create("/contributions", yann, Map.of("kind", "POST", "text", "Hello."));
        api().create("/contributions", yann, Map.of("kind", "POST", "text", "Hello again."));
        String then = "atPosition=" + post.position();
        String before = "atPosition=" + (post.position() - 1);

        JsonNode page = api().get("/events?type=contribution.published.v1&stream=%s&%s".formatted(post.id(), then));
        assertThat(page.get("events")).hasSize(1);
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(api().get("/events?stream=%s&%s".formatted(post.id(), before))
                        .get("events"))
                .isEmpty();
        assertThat(api().get("/members/%s/export?%s".formatted(yann, then)).toString())
                .contains(post.id())
                .doesNotContain("Hello again.");
        assertThat(api().get("/members/%s/export?asOf=2020-01-01T00:00:00Z".formatted(yann))
                        .get("events"))
                .isEmpty();
    }

    @Test
    default void whoLooksAfterTheCommunityReadsTheDeskAndWhoChecksItTheHistory() throws Exception {
        String vera = join("vera");
        String carl = join("carl");
        String aude = join("aude");
        api().change("PUT", "/members/%s/roles/COMMUNITY_MANAGER".formatted(carl), null, null);
        api().change("PUT", "/members/%s/roles/AUDITOR".formatted(aude), null, null);
        Recorded post = api().create("/contributions", vera, Map.of("kind", "POST", "text", "Hello."));
        String seen = "?minPosition=" + post.position();

        for (String view : List.of(
                "/worklist",
                "/worklist/gratitude-gap",
                "/worklist/circles",
                "/worklist/single-helpers",
                "/leadership",
                "/allowances")) {
            assertThat(code(view + seen, vera)).isEqualTo("ROLE_REQUIRED");
            assertThat(code(view + seen, aude)).isEqualTo("ROLE_REQUIRED");
            api().call("GET", view + seen, carl, null).expect(200);
            api().get(view + seen);
        }
        for (String history : List.of("/events?limit=1", "/members/%s/export".formatted(vera))) {
            assertThat(api().call("GET", history, carl, null).status()).isEqualTo(403);
            api().call("GET", history, aude, null).expect(200);
            api().get(history);
        }
        assertThat(code("/events/stream", carl)).isEqualTo("ROLE_REQUIRED");
        assertThat(api().call("GET", "/members/%s/roles%s".formatted(carl, seen), aude, null)
                        .expect(200)
                        .at("/roles/0/role")
                        .asString())
                .isEqualTo("COMMUNITY_MANAGER");

        String progress = "/members/%s/progress%s".formatted(vera, seen);
        assertThat(milestone(api().call("GET", progress, vera, null).expect(200)))
                .isEqualTo(post.id());
        assertThat(milestone(api().call("GET", progress, carl, null).expect(200)))
                .isEqualTo(post.id());
        assertThat(api().call("GET", progress, aude, null)
                        .expect(200)
                        .at("/milestones/0/contribution")
                        .isNull())
                .isTrue();
        Recorded hidden = api().change(
                        "PUT", "/members/%s/leaderboard-visibility".formatted(vera), null, Map.of("visible", false));
        assertThat(code("/members/%s/progress?minPosition=%d".formatted(vera, hidden.position()), aude))
                .isEqualTo("PROGRESS_PRIVATE");

        Recorded revoked = api().change("DELETE", "/members/%s/roles/AUDITOR".formatted(aude), null, null);
        api().get("/worklist?minPosition=" + revoked.position());
        assertThat(code("/events?limit=1", aude)).isEqualTo("ROLE_REQUIRED");
    }

    private String code(String path, String reader) throws Exception {
        return api().call("GET", path, reader, null).expect(403).get("code").asString();
    }

    private static String milestone(JsonNode progress) {
        return progress.at("/milestones/0/contribution").asString();
    }

    private String join(String handle) throws Exception {
        return api().create("/members", null, Map.of("handle", handle, "name", handle))
                .id();
    }

    private Recorded appreciate(String giver, String contribution, String kind) throws Exception {
        return api().create("/appreciations", giver, Map.of("subject", "contribution:" + contribution, "kind", kind));
    }

    private JsonNode metric(String name, String scope) throws Exception {
        for (JsonNode metric : api().get("/health?" + scope).get("metrics")) {
            if (metric.get("name").asString().equals(name)) {
                return metric;
            }
        }
        throw new AssertionError("There is no metric " + name);
    }
}
