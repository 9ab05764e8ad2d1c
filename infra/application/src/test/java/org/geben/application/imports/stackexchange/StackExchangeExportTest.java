package org.geben.application.imports.stackexchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geben.application.imports.ImportTrial.line;
import static org.geben.application.imports.ImportTrial.skipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.geben.application.imports.Fixture;
import org.geben.application.imports.ImportTrial;
import org.geben.application.imports.intake.UnusableExport;
import org.geben.application.recording.CommunityInMemory;
import org.geben.application.recording.Report;
import org.geben.command.Order;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.contribution.AcceptAnswer;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.member.JoinMember;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackExchangeExportTest {

    private static final String SOURCE = "import:stackexchange:trial";

    @TempDir
    private Path work;

    private Path dump;
    private ImportTrial trial;
    private final CommunityInMemory community = new CommunityInMemory();

    @BeforeEach
    void copyTheDump() throws IOException {
        dump = Fixture.copy("stackexchange", work.resolve("dump"));
        trial = new ImportTrial(community, Files.createDirectory(work.resolve("temporary")));
    }

    @Test
    void accountsBecomeMembersWithHandlesOfTheirOwn() throws IOException {
        importDump();

        JoinMember ada = joined(member(1));
        assertThat(ada.name()).isEqualTo("Ada Lovelace");
        assertThat(ada.about()).isEqualTo("<p>I count.</p>\n");
        assertThat(ada.automated()).isFalse();
        assertThat(ada.handle().value()).startsWith("ada-lovelace-");
        assertThat(joined(member(2)).handle()).isNotEqualTo(ada.handle());
        assertThat(joined(member(3)).handle().value()).startsWith("member-");
        assertThat(joined(member(-1)).automated()).isTrue();
        assertThat(order(ada).circumstances().occurredAt()).isEqualTo("2020-01-02T08:00:00Z");
        assertThat(order(ada).circumstances().source()).isEqualTo(SOURCE);
        assertThat(order(ada).circumstances().actor()).isEqualTo(member(1));
    }

    @Test
    void questionsAnswersAndCommentsKeepWhatTheySay() throws IOException {
        importDump();

        assertThat(published("post:1"))
                .isEqualTo(new PublishContribution(
                        post(1),
                        ContributionKind.QUESTION,
                        member(1),
                        null,
                        null,
                        new Content("A \"why\"", "<p>Why?</p>", TextFormat.HTML, List.of("how-to", "c++"))));
        assertThat(published("post:2").inReplyTo()).isEqualTo(post(1));
        assertThat(published("post:2").content().title()).isNull();
        assertThat(published("post:3").content().tags()).containsExactly("a", "b");
        assertThat(published("post:7").kind()).isEqualTo(ContributionKind.POST);
        assertThat(published("comment:1"))
                .isEqualTo(new PublishContribution(
                        ContributionId.imported(SOURCE, "comment:1"),
                        ContributionKind.COMMENT,
                        member(1),
                        post(2),
                        null,
                        new Content(null, "I *see*.", TextFormat.MARKDOWN, List.of())));
    }

    @Test
    void deletedAccountsBecomeOneMemberForEachNameThatIsLeft() throws IOException {
        Report report = importDump();

        MemberId named = MemberId.imported(SOURCE, "name:user77");
        assertThat(published("post:4").author()).isEqualTo(named);
        assertThat(published("comment:2").author()).isEqualTo(named);
        Order joined = order(joined(named));
        assertThat(joined.circumstances().occurredAt()).isEqualTo("2020-01-06T12:00:00Z");
        assertThat(joined.circumstances().timeInferred()).isTrue();
        assertThat(line(report, "members known by name only").imported()).isEqualTo(2);
    }

    @Test
    void aPostOfNobodyGoesToAPlaceholderBecauseItsVotesAreReal() throws IOException {
        Report report = importDump();

        JoinMember placeholder = joined(published("post:5").author());
        assertThat(placeholder.name()).isEqualTo("Somebody whose account is gone");
        assertThat(placeholder.automated()).isTrue();
        assertThat(likesOf(post(5))).isEqualTo(1);
        assertThat(skipped(report, "comments", "AUTHOR_UNKNOWN")).isEqualTo(1);
    }

    @Test
    void votesBecomeAppreciationsAtTheEndOfTheirDay() throws IOException {
        Report report = importDump();

        assertThat(likesOf(post(1))).isEqualTo(1);
        assertThat(likesOf(post(2))).isEqualTo(2);
        GiveAppreciation favourite = community
                .recorded(GiveAppreciation.class)
                .filter(give -> give.kind() == AppreciationKind.INSIGHTFUL)
                .findFirst()
                .orElseThrow();
        assertThat(favourite)
                .isEqualTo(GiveAppreciation.by(
                        member(2), new Subject.OfContribution(post(1)), AppreciationKind.INSIGHTFUL));
        assertThat(order(favourite).circumstances().occurredAt()).isEqualTo("2020-01-05T23:59:59.999Z");
        assertThat(order(favourite).circumstances().timeInferred()).isFalse();
        assertThat(skipped(report, "votes", "APPRECIATION_OF_ONESELF")).isEqualTo(1);
        assertThat(skipped(report, "votes", "MEMBER_UNKNOWN")).isEqualTo(1);
        assertThat(skipped(report, "votes", "CONTRIBUTION_UNKNOWN")).isEqualTo(1);
        assertThat(skipped(report, "votes", "DOWN_VOTE")).isEqualTo(1);
        assertThat(skipped(report, "votes", "BOUNTY")).isEqualTo(1);
        assertThat(skipped(report, "votes", "MODERATION")).isEqualTo(1);
    }

    @Test
    void aVoteNeverHappensLaterThanTheNewestMomentThatTheDumpKnows() throws IOException {
        importDump();

        assertThat(community.recorded())
                .extracting(order -> order.circumstances().occurredAt())
                .allMatch(at -> !at.isAfter(Instant.parse("2020-03-01T00:00:00Z")));
    }

    @Test
    void anAcceptedAnswerTakesItsTimeFromTheVoteOrElseFromTheQuestion() throws IOException {
        Report report = importDump();

        AcceptAnswer voted = new AcceptAnswer(post(1), post(2), member(1));
        AcceptAnswer unvoted = new AcceptAnswer(post(8), post(9), member(4));
        assertThat(community.recorded(AcceptAnswer.class)).containsExactly(voted, unvoted);
        assertThat(order(voted).circumstances().occurredAt()).isEqualTo("2020-01-06T23:59:59.999Z");
        assertThat(order(unvoted).circumstances().occurredAt()).isEqualTo("2020-02-05T00:00:00Z");
        assertThat(skipped(report, "votes", "QUESTION_NOT_THERE")).isEqualTo(1);
        assertThat(line(report, "accepted answers without a vote").imported()).isEqualTo(1);
    }

    @Test
    void everythingIsSentInTheOrderOfTimeButForWhatIsOlderThanWhatItNeeds() throws IOException {
        importDump();

        List<Order> late = community.recorded().stream()
                .filter(order -> order.command() instanceof PublishContribution publish
                        && List.of(post(3), post(5)).contains(publish.contributionId()))
                .toList();
        List<Instant> inTime = community.recorded().stream()
                .filter(order -> !late.contains(order))
                .map(order -> order.circumstances().occurredAt())
                .toList();
        assertThat(late).hasSize(2);
        assertThat(inTime).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(late.getFirst().circumstances().occurredAt()).isEqualTo("2020-02-01T10:00:00Z");
    }

    @Test
    void everyRecordIsAccountedForAndNothingStaysOnDisk() throws IOException {
        Report report = importDump();

        assertThat(line(report, "posts").read()).isEqualTo(9);
        assertThat(line(report, "votes").read()).isEqualTo(13);
        assertThat(skipped(report, "posts", "NOT_A_CONTRIBUTION")).isEqualTo(1);
        assertThat(skipped(report, "other files", "FILE_NOT_READ")).isEqualTo(1);
        assertThat(report.hasProblems()).isFalse();
        assertThat(trial.leftBehind()).isZero();
    }

    @Test
    void aSecondRunRecordsNothing() throws IOException {
        Report first = importDump();
        List<Order> recorded = community.recorded();

        Report second = importDump();

        assertThat(community.recorded()).isEqualTo(recorded);
        for (Report.Line line : first.records()) {
            assertThat(line(second, line.type()).alreadyThere()).isEqualTo(line.imported());
            assertThat(line(second, line.type()).skipped()).isEqualTo(line.skipped());
        }
    }

    @Test
    void aRowThatCannotBeReadIsNamedAndTheRestGoesOn() throws IOException {
        Fixture.damage(dump.resolve("Posts.xml"), "Id=\"2\" PostTypeId", "Id=\"2 PostTypeId");
        Fixture.damage(dump.resolve("Users.xml"), "Id=\"4\"", "Id=\"four\"");
        Fixture.damage(dump.resolve("Comments.xml"), "2020-01-05T12:00:00.000", "yesterday");
        Fixture.damage(
                dump.resolve("Votes.xml"),
                "<row Id=\"3\"",
                "<!DOCTYPE row SYSTEM \"file:///etc/passwd\"><row Id=\"3\"");

        Report report = importDump();

        assertThat(report.problems().first())
                .extracting(Report.Problem::toString)
                .containsExactly(
                        "Users.xml:7: Id must be a whole number; it is 'four'.",
                        "Posts.xml:4: This is not one complete <row …/>.",
                        "Comments.xml:3: CreationDate must be a time such as 2018-03-12T17:00:45.567, and not of another age; it is 'yesterday'.",
                        "Votes.xml:5: This is not one complete <row …/>.");
        assertThat(line(report, "posts").errors()).isEqualTo(1);
        assertThat(joined(member(1))).isNotNull();
        assertThat(community.recorded(PublishContribution.class))
                .noneMatch(publish -> publish.contributionId().equals(post(2)));
        assertThat(skipped(report, "posts", "MEMBER_UNKNOWN")).isEqualTo(2);
    }

    @Test
    void aLineThatIsNotUtf8IsNamedAndTheRestGoesOn() throws IOException {
        Path file = dump.resolve("Users.xml");
        byte[] bytes = Files.readAllBytes(file);
        String latin = new String(bytes, ISO_8859_1);
        bytes[latin.indexOf("Dora") + 1] = (byte) 0xF6;
        Files.write(file, bytes);

        Report report = importDump();

        assertThat(report.problems().first())
                .extracting(Report.Problem::toString)
                .contains("Users.xml:7: The line is not UTF-8.");
        assertThat(joined(member(1))).isNotNull();
    }

    @Test
    void aTruncatedFileIsNamedAndWhatItHoldsIsImported() throws IOException {
        Path votes = dump.resolve("Votes.xml");
        String whole = Files.readString(votes);
        Files.writeString(votes, whole.substring(0, whole.indexOf("Id=\"13\"") + 10));

        Report report = importDump();

        assertThat(report.problems().first())
                .extracting(Report.Problem::toString)
                .containsExactly(
                        "Votes.xml:15: This is not one complete <row …/>.",
                        "Votes.xml:15: The file ends without </votes>: it is truncated. Get a complete copy and run the import again; what is in already stays.");
        assertThat(line(report, "votes").read()).isEqualTo(13);

        Files.writeString(votes, whole);
        assertThat(line(importDump(), "votes").imported()).isEqualTo(1);
        assertThat(likesOf(post(5))).isEqualTo(1);
    }

    @Test
    void whatIsNoDumpIsRefusedBeforeAnythingIsSent() throws IOException {
        assertThatExceptionOfType(UnusableExport.class)
                .isThrownBy(() -> new StackExchangeExport(work.resolve("nowhere")))
                .withMessageContaining("is not a directory: name the one into which");
        assertThatExceptionOfType(UnusableExport.class)
                .isThrownBy(() -> new StackExchangeExport(work))
                .withMessageContaining("Users.xml is missing or cannot be read: unpack the whole dump");

        Files.writeString(dump.resolve("Votes.xml"), "<html>Not found</html>");
        assertThatExceptionOfType(UnusableExport.class)
                .isThrownBy(this::importDump)
                .withMessageContaining("does not begin with <votes>");
        assertThat(community.recorded()).isEmpty();
        assertThat(trial.leftBehind()).isZero();
    }

    @Test
    void anInterruptedImportIsFinishedByRunningItAgain() throws IOException {
        CommunityInMemory undisturbed = new CommunityInMemory();
        manyUsers(1_000);
        new ImportTrial(undisturbed, work.resolve("temporary")).run(new StackExchangeExport(dump));

        community.failAfter(700);
        assertThatThrownBy(this::importDump).hasMessage("killed");
        assertThat(community.recorded()).hasSize(600);
        importDump();

        assertThat(community.recorded().stream().map(Order::command))
                .containsExactlyElementsOf(
                        undisturbed.recorded().stream().map(Order::command).toList());
    }

    private void manyUsers(int count) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 1_000; i < 1_000 + count; i++) {
            rows.append("<row Id=\"%d\" CreationDate=\"2020-01-01T00:00:00.000\" DisplayName=\"Somebody\" />\n"
                    .formatted(i));
        }
        Fixture.damage(dump.resolve("Users.xml"), "</users>", rows + "</users>");
    }

    private Report importDump() throws IOException {
        Report report = trial.run(new StackExchangeExport(dump));
        assertThat(report.records()).allMatch(Report.Line::isBalanced);
        return report;
    }

    private Order order(Object command) {
        return community.order(command::equals);
    }

    private JoinMember joined(MemberId member) {
        return community
                .recorded(JoinMember.class)
                .filter(join -> join.memberId().equals(member))
                .findFirst()
                .orElseThrow();
    }

    private PublishContribution published(String key) {
        ContributionId id = ContributionId.imported(SOURCE, key);
        return community
                .recorded(PublishContribution.class)
                .filter(publish -> publish.contributionId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private long likesOf(ContributionId post) {
        return community
                .recorded(GiveAppreciation.class)
                .filter(give -> give.kind() == AppreciationKind.LIKE && give.giver() == null)
                .filter(give -> give.subject().equals(new Subject.OfContribution(post)))
                .count();
    }

    private static MemberId member(long id) {
        return MemberId.imported(SOURCE, Long.toString(id));
    }

    private static ContributionId post(long id) {
        return ContributionId.imported(SOURCE, "post:" + id);
    }
}
