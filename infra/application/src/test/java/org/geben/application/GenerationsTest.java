package org.geben.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.geben.application.axon.LiveProjections;
import org.geben.application.process.Launcher;
import org.geben.query.generation.Generation;
import org.geben.query.generation.Generations;
import org.geben.query.generation.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line of generations, on an embedded database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenerationsTest {
    @TempDir
    Path data;

    private record Ended(int code, String out, String err) {}

    @Test
    void worksWithoutAServer() {
        assertThat(run("sample --members 10 --months 1 --seed 1 --until 2026-01-01")
                        .code())
                .isZero();
        Ended tooEarly = run("generations verify");
        assertThat(tooEarly.code()).isEqualTo(1);
        assertThat(tooEarly.err().strip()).hasLineCount(1).contains("has no live generation to verify yet");

        Ended built = run("generations build feed");
        assertThat(built.code()).as(built.err()).isZero();
        assertThat(built.out()).containsPattern("feed-\\d+ is LIVE at position [\\d,]+\\.");
        Ended equal = run("generations verify feed");
        assertThat(equal.code()).as(equal.out() + equal.err()).isZero();
        assertThat(equal.out())
                .containsPattern("feed: equal at position [\\d,]+ \\(feed-\\d+, 15 tables, [\\d,]+ rows\\)\\.");

        corrupt();
        Ended different = run("generations verify feed");
        assertThat(different.code()).isEqualTo(1);
        assertThat(different.out())
                .containsPattern("feed: DIFFERENT at position [\\d,]+ \\(feed-\\d+\\)\\.")
                .contains("  member: 0 missing, 0 surplus, 1 changed; 10 rows are there")
                .containsPattern("    CHANGED \\{\"id\":\"[0-9a-f-]{36}\"}: given, name")
                .doesNotContain("somebody else");

        Ended held = run("generations build feed --hold");
        assertThat(held.code()).as(held.err()).isZero();
        Matcher ready = find("feed-(\\d+) is READY at position", held.out());
        assertThat(run("generations list").out())
                .containsPattern("\\n%s +feed +\\d+ +READY .* held\\R".formatted(ready.group(1)));
        Ended promoted = run("generations promote " + ready.group(1));
        assertThat(promoted.code()).as(promoted.err()).isZero();
        assertThat(promoted.out()).contains("feed-" + ready.group(1) + " is LIVE");
        assertThat(run("generations list").out())
                .contains("ID", "STATE")
                .containsPattern("\\n%s +feed +\\d+ +LIVE .* (kB|MB) ".formatted(ready.group(1)));
        assertThat(run("generations checksums " + ready.group(1)).out())
                .containsPattern("feed-%s at position [\\d,]+\\R".formatted(ready.group(1)))
                .containsPattern("\\n  member +10  [0-9a-f]{64}\\R");
        assertThat(run("generations drop " + ready.group(1)).err()).contains("This generation is read");
        Matcher spare = find("feed-(\\d+)", run("generations build feed --hold").out());
        Ended dropped = run("generations drop " + spare.group(1));
        assertThat(dropped.code()).isZero();
        assertThat(dropped.out()).contains("feed-%s is dropped.".formatted(spare.group(1)));
    }

    @Test
    void tellsWhatOtherRulesWouldChange(@TempDir Path community) throws IOException {
        assertThat(runOn(community, "sample --members 10 --months 1 --seed 1 --until 2026-01-01")
                        .code())
                .isZero();
        Path rules = Files.writeString(
                community.resolve("rules.json"),
                "{\"giving\": {\"reply\": 0, \"appreciation\": {\"LIKE\": 7}}, \"contributing\": {}}");

        Ended built = runOn(community, "generations build leaderboard --rules " + rules);
        assertThat(built.code()).as(built.err()).isZero();
        Matcher frozen = find("leaderboard-(\\d+) is FROZEN at position [\\d,]+\\.", built.out());
        assertThat(runOn(community, "generations list").out())
                .contains("under rules of its own: see generations diff " + frozen.group(1));

        Ended all = runOn(community, "generations diff %s --window all".formatted(frozen.group(1)));
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out())
                .containsPattern("giving: leaderboard-\\d+ beside leaderboard-\\d+, at position [\\d,]+\\.")
                .containsPattern("  [\\d-]+ -> [\\d-]+ \\([+-]\\d+\\) +[\\d,.-]+ -> [\\d,.-]+ \\([+-][\\d,.]+\\) +\\S+")
                .contains("appreciated: ", "contributing: ")
                .containsPattern("contributing: .*\\R  Nothing changes\\.");
        Ended one = runOn(community, "generations diff %s --board giving --limit 1".formatted(frozen.group(1)));
        assertThat(one.out()).doesNotContain("contributing").contains("… and more, that change less");
        assertThat(one.out().lines().filter(line -> line.contains(" -> "))).hasSize(1);

        assertThat(runOn(community, "generations diff " + frozen.group(1) + " --board rising --window month")
                        .out())
                .containsPattern("rising: leaderboard-\\d+ beside leaderboard-\\d+, at position [\\d,]+\\.");

        assertUsageError(community, "generations diff " + frozen.group(1) + " --window decade", "The window is");
        assertHelpOfDiffNames(
                "The window is one of (.*), or goes",
                runOn(community, "generations diff " + frozen.group(1) + " --window decade"));
        assertHelpOfDiffNames(
                "There is no such board; there are (.*)\\.",
                runOn(community, "generations diff " + frozen.group(1) + " --board fame"));
        assertUsageError(community, "generations diff " + frozen.group(1) + " --limit 0", "The limit is");
        assertThat(runOn(community, "generations diff 99999").err()).contains("There is no such generation");
    }

    private void assertHelpOfDiffNames(String pattern, Ended refused) {
        assertThat(run("generations diff --help").out())
                .contains(find(pattern, refused.err()).group(1).split(", "));
    }

    @Test
    void refusesAFileThatHoldsNoRules(@TempDir Path files) throws IOException {
        assertUsageError(data, "generations build leaderboard --rules " + files.resolve("none.json"), "cannot be read");
        assertUsageError(data, "generations build leaderboard --rules " + files, "cannot be read");
        for (Map.Entry<String, String> malformed : Map.of(
                        "{\"giving\": ",
                        "holds no valid JSON (line 1, column ",
                        "{\"giving\": {}, \"giving\": {}}",
                        "holds no valid JSON (line 1, column ",
                        "{} {}",
                        "holds no valid JSON (line 1, column ",
                        "[".repeat(5_000),
                        "holds no valid JSON: mend it",
                        "",
                        "holds no JSON object",
                        "null",
                        "holds no JSON object",
                        "[1]",
                        "holds no JSON object",
                        " ".repeat(100_001),
                        "is too large for a document of weights",
                        "{\"fame\": {}}",
                        "There are rules of the boards")
                .entrySet()) {
            Path file = Files.writeString(files.resolve("rules.json"), malformed.getKey());
            assertUsageError(data, "generations build leaderboard --rules " + file, malformed.getValue());
        }
        Path file = Files.writeString(files.resolve("rules.json"), "{}");
        assertUsageError(data, "generations build leaderboard --hold --rules " + file, "Leave hold out");
        assertUsageError(data, "generations build feed --rules " + file, "Nothing is scored in the view feed");
    }

    private static void assertUsageError(Path data, String words, String sentence) {
        Ended refused = runOn(data, words);
        assertThat(refused.err().strip()).hasLineCount(1).startsWith("geben: ").contains(sentence);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void worksBesideAServerWhichFollowsWhatIsBuilt(@TempDir Path served) {
        try (ConfigurableApplicationContext server = new Launcher(
                        GebenApplication.class,
                        List.of(
                                "--server.port=0",
                                "--geben.data-dir=" + served,
                                "--geben.admin-key=a-key-for-this-test"))
                .startServer()) {
            assertThat(runOn(served, "sample --members 10 --months 1 --seed 1 --until 2026-01-01")
                            .code())
                    .isZero();
            Ended built = runOn(served, "generations build leaderboard");
            assertThat(built.code()).as(built.err()).isZero();
            Ended verified = runOn(served, "generations verify");
            assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
            assertThat(verified.out())
                    .contains("desk: equal", "feed: equal", "health: equal", "leaderboard: equal", "progress: equal");

            JsonNode listed = JsonMapper.shared()
                    .readTree(runOn(served, "generations list --json").out());
            assertThat(listed.get("generations").valueStream())
                    .extracting(generation -> generation.get("state").asString())
                    .contains("LIVE")
                    .doesNotContain("VERIFYING", "BUILDING");
            Generation live =
                    server.getBean(Generations.class).live("leaderboard").orElseThrow();
            assertThat(built.out()).contains(live.name() + " is LIVE");
            await().untilAsserted(() -> {
                TrackingEventProcessor following =
                        server.getBean(LiveProjections.class).processor("leaderboard");
                assertThat(Objects.requireNonNull(following).getName()).isEqualTo(live.name());
                assertThat(following.isRunning()).isTrue();
            });
        }
    }

    @Test
    void followsWhatAnotherProcessHasBuiltWhileItBuildsSomethingElse(@TempDir Path served) throws Exception {
        try (ConfigurableApplicationContext server = new Launcher(
                        GebenApplication.class,
                        List.of(
                                "--server.port=0",
                                "--geben.data-dir=" + served,
                                "--geben.admin-key=a-key-for-this-test"))
                .startServer()) {
            Generations generations = server.getBean(Generations.class);
            Orders orders = server.getBean(Orders.class);
            LiveProjections projections = server.getBean(LiveProjections.class);
            long ordered;
            try (Connection reader = server.getBean(DataSource.class).getConnection()) {
                // Whoever holds the live generation keeps its successor waiting.
                reader.setAutoCommit(false);
                reader.createStatement()
                        .execute(
                                "SELECT FROM geben.generation WHERE projection = 'health' AND state = 'LIVE' FOR UPDATE");
                ordered = orders.build("health", false).id();
                await().until(() -> orders.generation(String.valueOf(ordered)).startedAt() != null);

                Ended built = runOn(served, "generations build leaderboard");
                assertThat(built.code()).as(built.err()).isZero();
                String promoted = generations.live("leaderboard").orElseThrow().name();
                assertThat(built.out()).contains(promoted + " is LIVE");
                await().atMost(Duration.ofSeconds(5))
                        .untilAsserted(() -> assertThat(projections.processor("leaderboard"))
                                .extracting(TrackingEventProcessor::getName)
                                .isEqualTo(promoted));
                assertThat(orders.generation(String.valueOf(ordered)).state()).isEqualTo(Generation.State.BUILDING);
            }
            await().untilAsserted(() ->
                    assertThat(generations.live("health").orElseThrow().id()).isEqualTo(ordered));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            generations              | 2 | Missing required subcommand
            generations dance        | 2 | There is no command 'dance'
            generations build        | 2 | Missing required parameter: 'VIEW'
            generations drop feed-1  | 2 | is not a long
            generations build dances | 2 | The projection is one of desk, feed, health, leaderboard, progress
            generations drop 99999   | 1 | There is no such generation.
            """)
    void refusesInOneSentenceWhatCannotBeMeant(String words, int code, String sentence) {
        Ended refused = run(words);
        assertThat(refused.err().strip()).hasLineCount(1).startsWith("geben: ").contains(sentence);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.out()).isEmpty();
    }

    private void corrupt() {
        try (ConfigurableApplicationContext geben =
                new Launcher(GebenApplication.class, List.of("--geben.data-dir=" + data)).startOffline()) {
            String schema =
                    geben.getBean(Generations.class).live("feed").orElseThrow().schema();
            assertThat(geben.getBean(JdbcClient.class)
                            .sql("""
                                    UPDATE %1$s.member SET name = 'somebody else', given = given + 1
                                    WHERE id = (SELECT id FROM %1$s.member LIMIT 1)
                                    """.formatted(schema))
                            .update())
                    .isEqualTo(1);
        }
    }

    private static Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher;
    }

    private Ended run(String words) {
        return runOn(data, words);
    }

    private static Ended runOn(Path data, String words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Geben.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                (words + " --geben.data-dir=" + data).split(" "));
        return new Ended(code, out.toString(), err.toString());
    }
}
