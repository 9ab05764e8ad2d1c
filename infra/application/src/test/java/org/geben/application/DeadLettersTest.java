package org.geben.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.geben.query.generation.Generations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line of dead letters, on an embedded database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersTest {
    private static final Duration RETRIES = Duration.ofSeconds(30);
    private static final String OPERATOR = "018f3c1e-0000-7000-8000-000000000001";

    @TempDir
    Path data;

    private record Ended(int code, String out, String err) {}

    @Test
    void parkedEventIsShownRetriedInVainAndSkippedWithoutAServer(@TempDir Path community) throws Exception {
        String bane;
        try (ServedApi served = ServedApi.start(community, ServedApi.WITHOUT_POLICIES)) {
            refuseInFeed(served, "bane");
            bane = join(served, "bane");
            awaitParked(served, 1);
        }

        Ended listed = on(community, "dead-letters", "list", "feed");
        assertThat(listed.code()).as(listed.err()).isZero();
        Matcher letter = find(
                "\\R(\\d+) +feed-\\d+ +PARKED +[\\d,]+ +3 +0  [\\dT:-]+Z +member\\.joined\\.v1 +%s\\R     .*unbearable.*\\R"
                        .formatted(bane),
                listed.out());
        String id = letter.group(1);
        assertThat(on(community, "generations", "list").out())
                .containsPattern("feed .* LIVE .*\\R     1 parked, 0 late, 0 skipped: see dead-letters list feed\\R")
                .containsOnlyOnce(" parked, ");

        Ended again = on(community, "dead-letters", "retry", id, "--reason", "mended?");
        assertRefused(again, 1, "still fails, after 0 that were folded and before 0 that wait: ");
        assertThat(again.err()).contains("unbearable");

        Ended skipped = on(community, "dead-letters", "skip", id, "--reason", "a bad import", "--by", OPERATOR);
        assertThat(skipped.code()).as(skipped.err()).isZero();
        assertThat(skipped.out())
                .isEqualToIgnoringNewLines("Dead letter %s is skipped; folded late behind it: 0.".formatted(id));
        assertThat(on(community, "dead-letters", "list").out())
                .doesNotContain("PARKED")
                .containsPattern("\\R%s +feed-\\d+ +SKIPPED +[\\d,]+ +4 +0 ".formatted(id))
                .containsPattern("\\R     skipped at [\\dT:-]+Z by %s: a bad import\\R".formatted(OPERATOR));
        assertRefused(on(community, "dead-letters", "retry", id), 1, "This event is not parked any more.");
    }

    @Test
    void decidesBesideAServerWhichFoldsTheViewAnew(@TempDir Path community) throws Exception {
        try (ServedApi served = ServedApi.start(community, ServedApi.WITHOUT_POLICIES)) {
            refuseInFeed(served, "bane", "doom");
            join(served, "bane");
            String doom = join(served, "doom");
            awaitParked(served, 2);

            JsonNode first = json(on(community, "dead-letters", "list", "--limit", "1", "--json"));
            Ended told = on(community, "dead-letters", "list", "--limit", "1");
            String next = first.get("next").asString();
            assertThat(told.out()).contains("… and more: list them with --cursor " + next);
            JsonNode second = json(on(community, "dead-letters", "list", "--cursor", next, "--json"));
            assertThat(second.at("/entries/0/stream").asString()).isEqualTo(doom);
            assertThat(second.get("next").isNull()).isTrue();
            assertThat(on(community, "dead-letters", "list", "health").out())
                    .startsWith("ID ")
                    .hasLineCount(1);
            assertThat(served.get("/dead-letters?limit=1").body()).isEqualTo(first.toString());

            String bad = first.at("/entries/0/id").asString();
            assertThat(on(community, "dead-letters", "skip", bad, "--reason", "a bad import")
                            .code())
                    .isZero();
            mendFeed(served);
            Ended folded = on(
                    community,
                    "dead-letters",
                    "retry",
                    second.at("/entries/0/id").asString());

            assertThat(folded.code()).as(folded.err()).isZero();
            assertThat(folded.out())
                    .containsPattern("Folded late: 1\\.\\RThe view is to be folded anew, in the order of the log");
            await().atMost(RETRIES).untilAsserted(() -> {
                JsonNode incomplete =
                        ServedApi.json(served.get("/members/" + doom)).get("incomplete");
                assertThat(incomplete.toString()).isEqualTo("{\"parked\":0,\"late\":0,\"skipped\":1}");
            });
            JsonNode generations = json(on(community, "generations", "list", "--json"));
            assertThat(generations.get("generations").valueStream())
                    .filteredOn(generation -> generation.get("state").asString().equals("LIVE"))
                    .allSatisfy(
                            live -> assertThat(live.at("/incomplete/skipped").asLong())
                                    .isEqualTo(live.get("projection").asString().equals("feed") ? 1 : 0));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dead-letters                            | 2 | Missing required subcommand
            dead-letters dance                      | 2 | There is no command 'dance'; there are list, retry, skip
            dead-letters list dances                | 2 | The projection is one of desk, feed, health, leaderboard, progress
            dead-letters list --cursor x            | 2 | Use a cursor that this list has given
            dead-letters retry                      | 2 | Missing required parameter: 'ID'
            dead-letters retry ana                  | 2 | The id of a dead letter is a whole number
            dead-letters skip 7                     | 2 | Missing required option: '--reason=TEXT'
            dead-letters skip 7 --reason x --by ana | 2 | An id is a UUID
            dead-letters skip 99999 --reason x      | 1 | There is no such dead letter.
            """)
    void refusesInOneSentenceWhatCannotBeMeant(String words, int code, String sentence) {
        assertRefused(on(data, words.split(" ")), code, sentence);
    }

    @Test
    void reasonMustSaySomething() {
        String bound = "Give a reason of 1 to 1,000 characters; see 'geben dead-letters --help'.";
        assertRefused(on(data, "dead-letters", "skip", "7", "--reason", "  "), 2, bound);
        assertRefused(on(data, "dead-letters", "retry", "7", "--reason", ""), 2, bound);
    }

    private static void assertRefused(Ended refused, int code, String sentence) {
        assertThat(refused.err().strip()).hasLineCount(1).startsWith("geben: ").contains(sentence);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.out()).isEmpty();
    }

    private static void refuseInFeed(ServedApi served, String... handles) {
        alterFeed(
                served,
                "ADD CONSTRAINT unbearable CHECK (handle NOT IN ('%s'))".formatted(String.join("', '", handles)));
    }

    private static void mendFeed(ServedApi served) {
        alterFeed(served, "DROP CONSTRAINT unbearable");
    }

    private static void alterFeed(ServedApi served, String alteration) {
        ConfigurableApplicationContext server = served.server();
        String schema =
                server.getBean(Generations.class).live("feed").orElseThrow().schema();
        server.getBean(JdbcClient.class)
                .sql("ALTER TABLE %s.member %s".formatted(schema, alteration))
                .update();
    }

    private static String join(ServedApi served, String handle) throws Exception {
        return ServedApi.id(served.post("/members", "{\"handle\": \"%s\", \"name\": \"A name\"}".formatted(handle)));
    }

    private static void awaitParked(ServedApi served, int events) {
        Generations generations = served.server().getBean(Generations.class);
        await().atMost(RETRIES)
                .until(() -> generations.live("feed").orElseThrow().incomplete().parked() == events);
    }

    private static Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher;
    }

    private static JsonNode json(Ended ended) {
        assertThat(ended.code()).as(ended.err()).isZero();
        return JsonMapper.shared().readTree(ended.out());
    }

    private static Ended on(Path data, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Geben.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Stream.concat(Stream.of(words), Stream.of("--geben.data-dir=" + data))
                        .toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }
}
