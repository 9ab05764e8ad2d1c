package org.geben.application.imports.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.geben.application.imports.ImportTrial.line;
import static org.geben.application.imports.ImportTrial.skipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.geben.application.imports.Fixture;
import org.geben.application.imports.ImportTrial;
import org.geben.application.imports.intake.UnusableExport;
import org.geben.application.recording.CommunityInMemory;
import org.geben.application.recording.Report;
import org.geben.command.Circumstances;
import org.geben.command.Order;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.group.FoundGroup;
import org.geben.command.group.JoinGroup;
import org.geben.command.member.JoinMember;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackExportTest {

    private static final String SOURCE = "import:slack:trial";
    private static final GroupId GENERAL = GroupId.imported(SOURCE, "C1");
    private static final String HELLO = "1500000020.000002";

    @TempDir
    private Path work;

    private Path export;
    private ImportTrial trial;
    private final CommunityInMemory community = new CommunityInMemory();

    @BeforeEach
    void copyTheExport() throws IOException {
        export = Fixture.copy("slack", work.resolve("export"));
        trial = new ImportTrial(community, Files.createDirectory(work.resolve("temporary")));
    }

    @Test
    void membersComeWhenTheyAreFirstSeen() throws IOException {
        importExport();

        assertThat(joined("U1").name()).isEqualTo("Ada Lovelace");
        assertThat(joined("U1").handle().value()).startsWith("ada-");
        assertThat(joined("U2").name()).isEqualTo("bob");
        assertThat(joined("UB").automated()).isTrue();
        assertThat(of(joined("U1")).occurredAt()).isEqualTo("2017-07-14T02:40:00Z");
        assertThat(of(joined("U2")).occurredAt()).isEqualTo("2017-07-14T02:40:10.000001Z");
        assertThat(of(joined("U3")).occurredAt()).isEqualTo("2017-07-14T02:40:00Z");
        assertThat(of(joined("U3")).timeInferred()).isTrue();
    }

    @Test
    void publicChannelsBecomeGroups() throws IOException {
        importExport();

        assertThat(community.recorded(FoundGroup.class))
                .containsExactly(
                        new FoundGroup(GENERAL, "general", "For all", member("U1")),
                        new FoundGroup(GroupId.imported(SOURCE, "C2"), "ghosts", null, null));
    }

    @Test
    void theMembershipThatLastsIsImportedFromItsLastBeginning() throws IOException {
        Report report = importExport();

        assertThat(community.recorded(JoinGroup.class))
                .containsExactlyInAnyOrder(
                        new JoinGroup(GENERAL, member("U1")),
                        new JoinGroup(GENERAL, member("U2")),
                        new JoinGroup(GENERAL, member("U3")));
        Circumstances again = of(new JoinGroup(GENERAL, member("U2")));
        assertThat(again.occurredAt()).isEqualTo("2017-07-15T03:40:10.000001Z");
        assertThat(again.timeInferred()).isFalse();
        assertThat(of(new JoinGroup(GENERAL, member("U1"))).timeInferred()).isTrue();
        assertThat(skipped(report, "memberships", "MEMBERSHIP_SUPERSEDED")).isEqualTo(3);
    }

    @Test
    void messagesBecomePostsAndInThreadsComments() throws IOException {
        importExport();

        assertThat(published(HELLO))
                .isEqualTo(new PublishContribution(
                        message(HELLO),
                        ContributionKind.POST,
                        member("U1"),
                        null,
                        GENERAL,
                        Content.plain("Hello <@U2>")));
        assertThat(published("1500000030.000003"))
                .isEqualTo(new PublishContribution(
                        message("1500000030.000003"),
                        ContributionKind.COMMENT,
                        member("U2"),
                        message(HELLO),
                        null,
                        Content.plain("An answer")));
        assertThat(published("1500000035.000003").inReplyTo()).isEqualTo(message(HELLO));
        assertThat(published("1500000070.000007").content().text()).isEqualTo("A picture, b.pdf");
        assertThat(of(published(HELLO)).occurredAt()).isEqualTo("2017-07-14T02:40:20.000002Z");
        assertThat(of(published(HELLO)).timeInferred()).isFalse();
    }

    @Test
    void reactionsBecomeAppreciationsOfTheirMeaning() throws IOException {
        Report report = importExport();

        Subject hello = new Subject.OfContribution(message(HELLO));
        assertThat(community.recorded(GiveAppreciation.class))
                .containsExactlyInAnyOrder(
                        GiveAppreciation.by(member("U2"), hello, AppreciationKind.LIKE),
                        GiveAppreciation.by(member("U2"), hello, AppreciationKind.THANKS));
        assertThat(of(GiveAppreciation.by(member("U2"), hello, AppreciationKind.LIKE))
                        .timeInferred())
                .isTrue();
        assertThat(skipped(report, "reactions", "APPRECIATION_OF_ONESELF")).isEqualTo(1);
        assertThat(skipped(report, "reactions", "SAME_KIND_TWICE")).isEqualTo(1);
        assertThat(skipped(report, "reactions", "GIVER_NOT_LISTED")).isEqualTo(1);
        assertThat(skipped(report, "reactions", "SUBJECT_NOT_IMPORTED")).isEqualTo(1);
        assertThat(line(report, "reactions").read()).isEqualTo(6);
    }

    @Test
    void whatIsNoContributionIsReportedWithItsReason() throws IOException {
        Report report = importExport();

        assertThat(line(report, "messages").read()).isEqualTo(14);
        assertThat(skipped(report, "messages", "TELLS_A_MEMBERSHIP")).isEqualTo(3);
        assertThat(skipped(report, "messages", "BOT_MESSAGE")).isEqualTo(1);
        assertThat(skipped(report, "messages", "NOT_A_CONTRIBUTION")).isEqualTo(1);
        assertThat(skipped(report, "messages", "WITHOUT_TEXT")).isEqualTo(1);
        assertThat(skipped(report, "messages", "WITHOUT_USER")).isEqualTo(1);
        assertThat(skipped(report, "messages", "MEMBER_UNKNOWN")).isEqualTo(1);
        assertThat(skipped(report, "messages", "CONTRIBUTION_UNKNOWN")).isEqualTo(1);
        assertThat(skipped(report, "other folders", "NOT_A_PUBLIC_CHANNEL")).isEqualTo(1);
        assertThat(skipped(report, "other folders", "CHANNEL_WITHOUT_FOLDER")).isEqualTo(1);
        assertThat(skipped(report, "other files", "FILE_NOT_READ")).isEqualTo(1);
        assertThat(ImportTrial.printed(report))
                .contains(
                        "skipped 1 of messages: MEMBER_UNKNOWN - There is no such member. (first: general/2017-07-14.json:");
    }

    @Test
    void aSecondRunRecordsNothing() throws IOException {
        importExport();
        List<Order> recorded = community.recorded();

        importExport();

        assertThat(community.recorded()).isEqualTo(recorded);
    }

    @Test
    void aMessageThatCannotBeReadIsNamedAndTheRestGoesOn() throws IOException {
        Path day = export.resolve("general/2017-07-14.json");
        Fixture.damage(day, "\"1500000030.000003\"", "1500000030.000003");
        Fixture.damage(day, "\"1500000040.000004\"", "\"noon\"");
        Fixture.damage(day, "Hello <@U2>", "Hello \\ud83d");

        Report report = importExport();

        assertThat(report.problems().count()).isEqualTo(2);
        assertThat(report.problems().first())
                .extracting(Report.Problem::sentence)
                .containsOnly("'ts' must be a time in seconds since 1970, such as \"1433558319.000002\".");
        assertThat(line(report, "messages").errors()).isEqualTo(2);
        assertThat(published(HELLO).content().text()).isEqualTo("Hello \ud83d");
    }

    @Test
    void aTruncatedDayIsNamedAndWhatItHoldsIsImported() throws IOException {
        Path day = export.resolve("general/2017-07-14.json");
        String whole = Files.readString(day);
        Files.writeString(day, whole.substring(0, whole.indexOf("Also for the channel")));

        Report report = importExport();

        assertThat(report.problems().first())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("general/2017-07-14.json:")
                        .contains("ends in the middle. What comes before is imported"));
        assertThat(published("1500000030.000003")).isNotNull();
        assertThat(published("1500090020.000001")).isNotNull();
    }

    @Test
    void whatIsNoExportIsRefusedBeforeAnythingIsSent() throws IOException {
        assertThatExceptionOfType(UnusableExport.class)
                .isThrownBy(() -> new SlackExport(export.resolve("users.json")))
                .withMessageContaining("is not a directory");
        Fixture.damage(export.resolve("channels.json"), "\"ghosts\",", "\"ghosts");
        assertThatExceptionOfType(UnusableExport.class)
                .isThrownBy(this::importExport)
                .withMessageContaining("channels.json:")
                .withMessageContaining("Nothing was imported");
        Files.delete(export.resolve("users.json"));
        assertThatExceptionOfType(UnusableExport.class)
                .isThrownBy(this::importExport)
                .withMessageContaining("users.json is missing or cannot be read: unpack the whole export");
        assertThat(community.recorded()).isEmpty();
    }

    private Report importExport() throws IOException {
        Report report = trial.run(new SlackExport(export));
        assertThat(report.records()).allMatch(Report.Line::isBalanced);
        assertThat(trial.leftBehind()).isZero();
        return report;
    }

    private Circumstances of(Object command) {
        return community.order(command::equals).circumstances();
    }

    private JoinMember joined(String user) {
        return community
                .recorded(JoinMember.class)
                .filter(join -> join.memberId().equals(member(user)))
                .findFirst()
                .orElseThrow();
    }

    private PublishContribution published(String ts) {
        return community
                .recorded(PublishContribution.class)
                .filter(publish -> publish.contributionId().equals(message(ts)))
                .findFirst()
                .orElseThrow();
    }

    private static MemberId member(String user) {
        return MemberId.imported(SOURCE, user);
    }

    private static ContributionId message(String ts) {
        return ContributionId.imported(SOURCE, "C1/" + ts);
    }
}
