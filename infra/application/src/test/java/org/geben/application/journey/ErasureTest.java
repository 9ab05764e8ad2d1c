package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.geben.command.Circumstances;
import org.geben.command.Commands;
import org.geben.command.Order;
import org.geben.command.contribution.ReviseContribution;
import org.geben.command.member.ChangeProfile;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Whoever is erased is found nowhere any more, and nothing that happened is missing. */
class ErasureTest {
    private static final String HANDLE = "zitterbart";
    private static final String NAME = "Annegret Quastenflosser";
    private static final String ABOUT = "Beekeeper in Unterwoessen";
    private static final String EMAIL = "bees@unterwoessen.example";
    private static final String WORDS = "My bees prefer phacelia";
    private static final String TO_HER = "Wonderful swarm";
    private static final String BY_HER = "Splendid honey";
    private static final List<String> PERSONAL = List.of(HANDLE, NAME, ABOUT, EMAIL, WORDS, TO_HER, BY_HER);

    /** More than an aggregate has events between two snapshots. */
    private static final int OFTEN = 205;

    @TempDir
    Path data;

    @Test
    void nothingOfAnErasedMemberIsLeftInTheDatabaseAndEveryFigureStands() throws Exception {
        try (ServingContext server = ServingContext.start(data, "--geben.read.longest=1s", "--geben.read.wait=60s")) {
            Api api = server.api();
            JdbcTemplate database = new JdbcTemplate(server.context().getBean(DataSource.class));
            String ana = api.create(
                            "/members", null, Map.of("handle", HANDLE, "name", NAME, "about", ABOUT, "email", EMAIL))
                    .id();
            String ben = api.create("/members", null, Map.of("handle", "ben", "name", "Ben"))
                    .id();
            String question = api.create(
                            "/contributions", ana, Map.of("kind", "QUESTION", "title", WORDS, "text", WORDS))
                    .id();
            api.create("/contributions", ben, Map.of("kind", "ANSWER", "text", "Sow it.", "inReplyTo", question));
            kudos(api, ben, "contribution:" + question, TO_HER);
            kudos(api, ana, "member:" + ben, BY_HER);
            revise(server, ana, question);
            long then = api.change("PUT", "/members/" + ana + "/digital-comfort", null, Map.of("comfort", "NATIVE"))
                    .position();
            past(api, "/feeds/community?atPosition=" + then);
            api.call("POST", "/generations", null, Map.of("projection", "leaderboard", "rules", Map.of()))
                    .expect(202);
            long left =
                    api.change("POST", "/members/" + ana + "/leave", null, null).position();
            await().untilAsserted(() -> assertThat(snapshots(database)).isGreaterThanOrEqualTo(2));
            List<JsonNode> before = figures(api, question, ben, left);
            // What finds nothing afterwards does find it now, though not in the log.
            assertThat(placesOf(PERSONAL, database)).isNotEmpty().noneMatch(place -> place.startsWith("event_log"));

            String own = "/members/" + ana + "/export";
            assertThat(api.get(own).toString()).contains(PERSONAL).contains("NATIVE");
            assertThat(api.call("GET", own, ben, null).expect(403).get("code").asString())
                    .isEqualTo("EXPORT_OF_ANOTHER");

            long erased = api.change("POST", "/members/" + ana + "/erasure", null, Map.of("words", true))
                    .position();

            JsonNode member = api.get("/members/" + ana + "?minPosition=" + erased);
            assertThat(member.get("name").asString()).isEqualTo("Erased member");
            assertThat(member.get("handle").asString()).startsWith("erased-");
            assertThat(figures(api, question, ben, erased)).isEqualTo(before);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThat(placesOf(PERSONAL, database)).isEmpty());
            assertThat(past(api, "/feeds/community?atPosition=" + then).toString())
                    .contains("[erased]")
                    .doesNotContain(NAME, WORDS);
            assertThat(api.get("/events?stream=" + ana).toString())
                    .contains("Erased member")
                    .doesNotContain(NAME, HANDLE, ABOUT, EMAIL);
            assertThat(api.get(own).toString())
                    .contains("Erased member", "appreciation.given.v1")
                    .doesNotContain(PERSONAL)
                    .doesNotContain("NATIVE");
            assertThat(api.get("/events?type=member.erased.v1,member.words-erased.v1")
                            .get("events"))
                    .hasSize(2);
            for (String view : List.of("feed", "leaderboard", "health", "search", "desk", "progress")) {
                verify(api, view);
            }
            assertThat(placesOf(PERSONAL, database)).isEmpty();
            api.change("POST", "/members/" + ana + "/erasure", null, Map.of("words", true));
            assertThat(api.call("POST", "/members/" + ana + "/return", null, null)
                            .expect(409)
                            .get("code")
                            .asString())
                    .isEqualTo("MEMBER_ERASED");
            api.create("/members", null, Map.of("handle", HANDLE, "name", "Another"));
        }
    }

    private static void kudos(Api api, String giver, String subject, String message) throws Exception {
        api.create(
                "/appreciations", giver, Map.of("subject", subject, "kind", "KUDOS", "message", message, "points", 0));
    }

    /** Often enough for snapshots of the member and of what the member wrote. */
    private static void revise(ServingContext server, String ana, String question) {
        MemberId member = MemberId.of(ana);
        ContributionId contribution = ContributionId.of(question);
        Circumstances circumstances = Circumstances.of(Instant.now(), member);
        Commands commands = server.context().getBean(Commands.class);
        for (int i = 0; i < OFTEN; i += 5) {
            commands.sendTogether(IntStream.range(i, i + 5)
                    .boxed()
                    .flatMap(n -> List.of(
                            new Order(
                                    new ReviseContribution(contribution, member, null, WORDS + " " + n, null, null),
                                    circumstances),
                            new Order(new ChangeProfile(member, null, null, ABOUT + " " + n), circumstances))
                            .stream())
                    .toList());
        }
    }

    private static JsonNode past(Api api, String path) {
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> api.call("GET", path, null, null), answer -> answer.status() == 200)
                .body();
    }

    private static List<JsonNode> figures(Api api, String question, String ben, long position) throws Exception {
        String at = "minPosition=" + position;
        return List.of(
                api.get("/health?" + at).get("metrics"),
                api.get("/leaderboards/giving?" + at).get("entries"),
                api.get("/leaderboards/appreciated?" + at).get("entries"),
                api.get("/leaderboards/contributing?" + at).get("entries"),
                api.get("/contributions/" + question + "?" + at).at("/contribution/replies"),
                api.get("/contributions/" + question + "?" + at).at("/contribution/appreciations"),
                api.get("/members/" + ben + "?" + at).at("/received"));
    }

    private static void verify(Api api, String view) throws Exception {
        String id = api.call("POST", "/verifications", null, Map.of("projection", view))
                .expect(202)
                .get("id")
                .asString();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                api.get("/verifications/" + id).get("state").asString())
                        .isEqualTo("EQUAL"));
    }

    private static long snapshots(JdbcTemplate database) {
        Long snapshots = database.queryForObject("SELECT count(*) FROM event_log.snapshot", Long.class);
        return snapshots == null ? 0 : snapshots;
    }

    /** Every table of the database that holds one of the texts, whatever the type of the column. */
    private static List<String> placesOf(List<String> texts, JdbcTemplate database) {
        return database.queryForList("""
                        SELECT format('%I.%I', table_schema, table_name) AS place,
                               string_agg(CASE WHEN data_type = 'bytea' THEN format('encode(%I, ''escape'')', column_name)
                                               ELSE format('%I::text', column_name) END, ', ') AS columns
                        FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
                        GROUP BY table_schema, table_name
                        """).stream()
                .filter(table -> texts.stream().anyMatch(text -> holds(database, table, text)))
                .map(table -> String.valueOf(table.get("place")))
                .toList();
    }

    private static boolean holds(JdbcTemplate database, Map<String, Object> table, String text) {
        try {
            return Boolean.TRUE.equals(database.queryForObject(
                    "SELECT EXISTS (SELECT FROM %s WHERE concat_ws(' ', %s) ILIKE '%%' || ? || '%%')"
                            .formatted(table.get("place"), table.get("columns")),
                    Boolean.class,
                    text));
        } catch (BadSqlGrammarException dropped) {
            return false;
        }
    }
}
