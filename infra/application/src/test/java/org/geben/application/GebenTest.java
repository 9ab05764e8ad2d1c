package org.geben.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.application.process.Launcher;
import org.geben.eventstore.kurrentdb.server.Abilities;
import org.geben.eventstore.kurrentdb.server.KurrentServer;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.HandleEvent;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("Reads what the process writes.")
class GebenTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "serve --help", "help serve", "--version"})
    void helpsOnRequest(String words) {
        assertThat(run(words.split(" "))).isZero();
        assertThat(out.toString()).contains("geben");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--colour,          Unknown option: '--colour'",
        "serve --colour,    Unknown option: '--colour'",
        "serve --server.port, Unknown option: '--server.port'",
        "serve dance,       Unmatched argument at index 1: 'dance'",
        "help dance,        Unknown subcommand 'dance'",
    })
    void refusesWrongUsageInOneSentence(String words, String problem) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString().strip()).hasLineCount(1).contains(problem).contains("--help");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dance        | geben: There is no command 'dance'; there are serve, import, sample, generations, dead-letters, help.
            import dance | geben: There is no command 'dance'; there are stackexchange, slack.
            """)
    void saysWhichCommandsThereAre(String words, String sentence) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo(sentence);
    }

    /** Lines are broken where the width ends, and not also where they were in the source. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "help",
                "serve --help",
                "import --help",
                "import slack --help",
                "import stackexchange --help",
                "sample --help",
                "generations --help",
                "generations build --help",
                "generations diff --help",
                "generations verify --help",
                "dead-letters --help",
                "dead-letters list --help",
                "dead-letters retry --help",
                "dead-letters skip --help"
            })
    void breaksLinesOfHelpOnlyWhereTheyAreFull(String words) {
        run(words.split(" "));
        assertThat(out.toString().lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(80).doesNotMatch("[a-z]+"));
    }

    @Test
    void listsEveryCommandWithAWholeSentence() {
        run("help");
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("the process is told to stop. import Imports")
                .contains("threads, late replies, gratitude. generations Lists")
                .contains(
                        "dead-letters Lists, retries and skips the events that a view could not fold, and goes on without.");
    }

    @Test
    void saysInOneSentenceThatThePortIsTaken(CapturedOutput console) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("serve", "--server.port=" + other.getLocalPort(), "--geben.data-dir=" + data))
                    .isEqualTo(1);
            assertOneSentence(console, "Port %d is already in use".formatted(other.getLocalPort()));
        }
        assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void saysInOneSentenceThatTheDataIsOfAnotherVersion(CapturedOutput console) throws Exception {
        Files.writeString(Files.createDirectories(data.resolve("postgresql")).resolve("PG_VERSION"), "16\n");
        assertThat(run("--geben.data-dir=" + data, "--server.port=0")).isEqualTo(1);
        assertOneSentence(console, "was made by PostgreSQL 16");
    }

    @Test
    void saysInOneSentenceThatTheDataDirectoryCannotBeMade(CapturedOutput console) throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");
        assertThat(run("--geben.data-dir=" + file.resolve("below"), "--server.port=0"))
                .isEqualTo(1);
        assertOneSentence(console, "cannot be made: check the permissions");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://127.0.0.1:1/nobody?password=hush, does not answer",
        "jdbc:h2:mem:test, is no address of a PostgreSQL"
    })
    void saysInOneSentenceThatTheDatabaseCannotBeReached(String url, String problem, CapturedOutput console) {
        assertThat(run("--spring.datasource.url=" + url, "--server.port=0", "--geben.data-dir=" + data))
                .isEqualTo(1);
        assertOneSentence(console, problem);
        assertThat(err.toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --geben.event-store=abacus | There is no event store 'abacus'
            --geben.event-store=kurrentdb | needs geben.kurrentdb.connection-string
            --geben.event-store=kurrentdb --geben.kurrentdb.connection-string=localhost:2113?password=hush | is no address of a KurrentDB
            --geben.event-store=kurrentdb --geben.kurrentdb.connection-string=kurrentdb://me:hush@127.0.0.1:1?tls=false | nobody answered within 10 s
            """)
    void saysInOneSentenceThatTheLogCannotBeUsed(String settings, String problem, CapturedOutput console) {
        assertThat(run((settings + " --server.port=0 --geben.data-dir=" + data).split(" ")))
                .isEqualTo(1);
        assertOneSentence(console, problem);
        assertThat(err.toString()).doesNotContain("hush");
    }

    @Test
    void saysInOneSentenceThatAnOldServerOfTheLogWillNotDo(CapturedOutput console) {
        try (KurrentServer old = KurrentServer.start(Abilities.DEFAULT.withoutSeveralStreams())) {
            assertThat(run(onKurrentDb(old, data))).isEqualTo(1);
            assertOneSentence(console, "use KurrentDB 25.1 or later");
        }
    }

    @Test
    void saysInOneSentenceThatTheViewsFollowAnotherLog(CapturedOutput console) {
        try (KurrentServer server = KurrentServer.start()) {
            new Launcher(GebenApplication.class, List.of("--geben.data-dir=" + data))
                    .startOffline()
                    .close();
            assertThat(run(onKurrentDb(server, data))).isEqualTo(1);
            assertOneSentence(console, "follow a log in postgresql, not in kurrentdb");
        }
    }

    @Test
    void saysInOneSentenceThatTheLogHasLessThanTheViews(CapturedOutput console) {
        try (ConfigurableApplicationContext geben =
                new Launcher(GebenApplication.class, List.of("--geben.data-dir=" + data)).startOffline()) {
            geben.getBean(JdbcClient.class).sql("""
                            INSERT INTO geben.generation (projection, version, state, position, target)
                            VALUES ('old', 1, 'LIVE', 7, 0)""").update();
        }
        assertThat(run("--geben.data-dir=" + data, "--server.port=0")).isEqualTo(1);
        assertOneSentence(console, "have come to position 7, and the log ends at 0");
    }

    @Test
    void saysInOneSentenceThatTheLogIsAnotherOfTheSameKind(CapturedOutput console) {
        try (KurrentServer server = KurrentServer.start();
                KurrentServer other = KurrentServer.start()) {
            recordOn(server, data.resolve("here"), "ana");
            recordOn(other, data.resolve("elsewhere"), "ana", "bo", "cleo");

            assertThat(run(onKurrentDb(other, data.resolve("here")))).isEqualTo(1);
            assertOneSentence(console, "follow a log that begins at");
        }
    }

    @Test
    void saysInOneSentenceThatTheLogIsEmptyAndTheViewsAreNot(CapturedOutput console) {
        try (KurrentServer server = KurrentServer.start();
                KurrentServer empty = KurrentServer.start()) {
            recordOn(server, data, "ana");

            assertThat(run(onKurrentDb(empty, data))).isEqualTo(1);
            assertOneSentence(console, "and this one is empty");
        }
    }

    private static void recordOn(KurrentServer server, Path data, String... handles) {
        try (ConfigurableApplicationContext geben =
                new Launcher(GebenApplication.class, List.of(onKurrentDb(server, data))).startOffline()) {
            for (String handle : handles) {
                geben.getBean(EventStore.class)
                        .publish(new GenericEventMessage<>(new HandleEvent.HandleReserved(
                                new Handle(handle),
                                MemberId.of(UUID.randomUUID().toString()))));
            }
        }
    }

    private static String[] onKurrentDb(KurrentServer server, Path data) {
        return new String[] {
            "--geben.event-store=kurrentdb",
            "--geben.kurrentdb.connection-string=" + server.connectionString(),
            "--geben.data-dir=" + data,
            "--server.port=0"
        };
    }

    @Test
    void tellsEverythingWithDebug(CapturedOutput console) throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");
        assertThat(run("serve", "--debug", "--geben.data-dir=" + file, "--server.port=0"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("is not a directory");
        assertThat(console.getAll()).contains("CannotStart").contains("\tat ");
    }

    private void assertOneSentence(CapturedOutput console, String part) {
        assertThat(err.toString().strip())
                .hasLineCount(1)
                .startsWith("geben: ")
                .contains(part)
                .endsWith(".");
        assertThat(console.getAll())
                .doesNotContain("\tat ")
                .doesNotContain(" ERROR ")
                .doesNotContain(part);
    }

    private int run(String... words) {
        return Geben.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
