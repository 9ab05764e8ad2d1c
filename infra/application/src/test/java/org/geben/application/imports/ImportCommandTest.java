package org.geben.application.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geben.application.process.CannotStart;
import org.geben.application.recording.CommunityInMemory;
import org.geben.command.member.JoinMember;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportCommandTest {

    @TempDir
    private Path work;

    private final CommunityInMemory community = new CommunityInMemory();
    private final StringWriter out = new StringWriter();
    private final List<Exception> failures = new ArrayList<>();
    private Path dump;

    @BeforeEach
    void copyTheDump() throws IOException {
        dump = Fixture.copy("stackexchange", work.resolve("my dump"));
    }

    @Test
    void importsUnderTheDirectorysNameUnlessToldOtherwise() {
        assertThat(run("stackexchange", dump.toString())).isZero();
        assertThat(run("stackexchange", dump.toString(), "--source", "other")).isZero();

        assertThat(community.recorded(JoinMember.class).map(JoinMember::memberId))
                .contains(
                        MemberId.imported("import:stackexchange:my-dump", "1"),
                        MemberId.imported("import:stackexchange:other", "1"));
        assertThat(out.toString()).contains("import:stackexchange:my-dump: ");
    }

    @Test
    void importsSlack() throws IOException {
        Path export = Fixture.copy("slack", work.resolve("slack"));

        assertThat(run("slack", export.toString())).isZero();

        assertThat(out.toString()).containsPattern("messages +14 +5");
    }

    @Test
    void writesTheReportForPrograms() throws IOException {
        Path file = work.resolve("reports/import.json");

        assertThat(run("stackexchange", dump.toString(), "--report", file.toString()))
                .isZero();

        JsonNode report = JsonMapper.builder().build().readTree(Files.readString(file));
        assertThat(report.at("/source").asString()).isEqualTo("import:stackexchange:my-dump");
        assertThat(report.at("/records/0/type").asString()).isEqualTo("users");
        assertThat(report.at("/records/0/imported").asInt()).isEqualTo(5);
        assertThat(report.at("/records/1/skipped/0/reason").asString()).isNotEmpty();
        assertThat(report.at("/problems/count").asInt()).isZero();
        assertThat(report.has("recordsPerSecond")).isTrue();
    }

    @Test
    void badInputIsToldAndCountsAsFailureWhereItIsStrict() throws IOException {
        Fixture.damage(dump.resolve("Users.xml"), "Id=\"4\"", "Id=\"four\"");

        assertThat(run("stackexchange", dump.toString())).isZero();
        assertThat(run("stackexchange", dump.toString(), "--strict")).isEqualTo(3);
        assertThat(out.toString()).contains("error Users.xml:7: Id must be a whole number; it is 'four'.");
    }

    @Test
    void refusesWhatIsNoExportInOneSentence() {
        assertThat(run("slack", dump.toString())).isEqualTo(1);

        assertThat(failures)
                .singleElement()
                .isInstanceOf(CannotStart.class)
                .extracting(Exception::getMessage)
                .asString()
                .endsWith("into %s and run the import again.".formatted(dump));
        assertThat(community.recorded()).isEmpty();
    }

    @Test
    void wantsToKnowWhatToImportAndFromWhere() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("stackexchange")).isEqualTo(2);
        assertThat(run("stackexchange", dump.toString(), "--source", "a b")).isEqualTo(2);
    }

    @Test
    void explainsItself() {
        assertThat(run("stackexchange", "--help")).isZero();
        assertThat(run("slack", "--help")).isZero();
        assertThat(out.toString()).contains("--strict", "--source=NAME", "--report=FILE", "Users.xml", "users.json");
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        CommandLine command = ImportCommand.with(() -> community, writer);
        command.setOut(writer).setErr(new PrintWriter(new StringWriter()));
        command.setExecutionExceptionHandler((failure, line, words) -> {
            failures.add(failure);
            return 1;
        });
        return command.execute(arguments);
    }
}
