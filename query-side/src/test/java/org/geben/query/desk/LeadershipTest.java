package org.geben.query.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.member.Role.LEADER;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.desk.GetLeadership.Done;
import org.geben.query.desk.GetLeadership.Excluded;
import org.geben.query.desk.GetLeadership.Kept;
import org.geben.query.desk.GetLeadership.Level;
import org.geben.query.desk.GetLeadership.Line;
import org.geben.query.desk.GetLeadership.Month;
import org.geben.query.desk.GetLeadership.Pledged;
import org.geben.query.generation.ReadSide;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final Instant MAY = Instant.parse("2026-05-15T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final LeadershipQueries queries =
            new LeadershipQueries(readSide.views(), new RoleHolders(readSide.views()));
    private final Story story = new Story().at("2026-02-01T09:00:00Z");
    private final MemberId lea = story.joins("lea");
    private final MemberId ben = story.joins("ben");

    LeadershipTest() {
        story.grants(lea, LEADER);
    }

    @Test
    void eachDayOwesASeventhOfWhatIsPledgedForAWeek() {
        story.pledges(lea, interactions(2, "2026-03-01"));
        ContributionId post = story.at("2026-03-03T10:00:00Z").posts(ben);
        // Two in the week of the 2nd, one in that of the 9th, three in that of the 30th, which ends in April.
        story.replies(lea, post);
        story.likes(lea, post);
        story.at("2026-03-15T23:59:59Z").thanks(lea, ben);
        story.at("2026-03-30T00:00:00Z").replies(lea, post);
        story.at("2026-04-05T23:59:59Z").replies(lea, post);
        story.replies(lea, post);
        tell();

        Line line = march().leaders().getFirst();

        assertThat(line.leader().handle()).isEqualTo("lea");
        assertThat(line.pledges()).containsExactly(new Pledged("INTERACTIONS", 2, LocalDate.parse("2026-03-01")));
        assertThat(line.done()).isEqualTo(new Done(2, 2, 5, 2, new Kept(28.0 / 62, 28, 62, null)));
    }

    @Test
    void interactionsAreContributionsToOthersAndAppreciationsButNothingThatIsDoneForPrograms() {
        MemberId bot = story.joins("bot", true);
        story.pledges(lea, interactions(1, "2026-03-01"));
        ContributionId own = story.at("2026-03-03T10:00:00Z").posts(lea);
        story.replies(lea, own);
        story.replies(lea, story.posts(bot));
        story.thanks(lea, bot);
        story.likes(lea, story.posts(bot));
        tell();
        assertThat(march().leaders().getFirst().done()).isEqualTo(new Done(3, 2, 5, 0, new Kept(0.0, 0, 31, null)));

        story.replies(lea, story.posts(ben));
        story.likes(lea, URI.create("https://example.org/bread"));
        tell();
        assertThat(march().leaders().getFirst().done())
                .isEqualTo(new Done(4, 3, 5, 1, new Kept(14.0 / 31, 14, 31, null)));
    }

    @Test
    void hoursAreNotObserved() {
        story.pledges(lea, new Pledge(PledgeUnit.HOURS, 4, LocalDate.parse("2026-03-01")));
        story.at("2026-03-03T10:00:00Z").posts(lea);
        tell();

        Line line = march().leaders().getFirst();

        assertThat(line.pledges()).containsExactly(new Pledged("HOURS", 4, LocalDate.parse("2026-03-01")));
        assertThat(line.done())
                .isEqualTo(
                        new Done(1, 0, 0, 0, new Kept(null, 0, 0, "Hours were pledged, and hours are not observed.")));
    }

    @Test
    void leaderWithoutAPledgeIsTold() {
        tell();

        assertThat(march().leaders().getFirst().done())
                .isEqualTo(new Done(0, 0, 0, 0, new Kept(null, 0, 0, "Nothing was pledged for the month.")));
    }

    @Test
    void onlyDaysThatAreOverAndPledgedAreHeldAgainstThePledge() {
        // The 4th is a Wednesday.
        story.pledges(lea, interactions(3, "2026-03-04"));
        story.at("2026-03-03T10:00:00Z").thanks(lea, ben);
        story.at("2026-03-04T10:00:00Z").likes(lea, story.posts(ben));
        tell();

        assertThat(march(Instant.parse("2026-03-04T23:59:59Z"))
                        .leaders()
                        .getFirst()
                        .done()
                        .kept())
                .isEqualTo(new Kept(null, 0, 0, "No day of the month on which interactions are pledged is over."));
        assertThat(march(Instant.parse("2026-03-05T00:00:00Z"))
                        .leaders()
                        .getFirst()
                        .done())
                .isEqualTo(new Done(0, 2, 0, 0, new Kept(7.0 / 3, 7, 3, null)));
        assertThat(march(Instant.parse("2026-03-15T23:59:59Z"))
                        .leaders()
                        .getFirst()
                        .done()
                        .weeks())
                .isZero();
        assertThat(march(Instant.parse("2026-03-16T00:00:00Z"))
                        .leaders()
                        .getFirst()
                        .done()
                        .weeks())
                .isEqualTo(1);
        assertThat(march().leaders().getFirst().done().weeks()).isEqualTo(4);
        assertThat(march().leaders().getFirst().done().kept().denominator()).isEqualTo(3 * 28);
    }

    @Test
    void weekInWhichThePledgeIsRaisedOwesBothByTheirDays() {
        story.pledges(lea, interactions(1, "2026-02-01"));
        // The 12th is a Thursday: three days of 1 and four of 8 are five a week.
        story.changes(lea, interactions(8, "2026-03-12"));
        story.at("2026-03-09T10:00:00Z");
        for (int i = 0; i < 4; i++) {
            story.likes(lea, story.posts(ben));
        }
        tell();
        assertThat(march().leaders().getFirst().done().weeksKept()).isZero();

        story.likes(lea, story.posts(ben));
        tell();
        assertThat(march().leaders().getFirst().done().weeksKept()).isEqualTo(1);
    }

    @Test
    void changedPledgeHoldsFromItsFirstDayAndTheOneBeforeUntilThen() {
        story.pledges(lea, interactions(1, "2026-02-01"));
        story.at("2026-03-05T10:00:00Z").changes(lea, interactions(5, "2026-03-16"));
        story.at("2026-03-24T10:00:00Z").endsPledge(lea);
        tell();

        Line line = march().leaders().getFirst();

        assertThat(line.pledges())
                .containsExactly(
                        new Pledged("INTERACTIONS", 1, LocalDate.parse("2026-02-01")),
                        new Pledged("INTERACTIONS", 5, LocalDate.parse("2026-03-16")));
        // What is ended on the 24th is not owed on that day.
        assertThat(line.done().weeks()).isEqualTo(3);
        assertThat(line.done().kept()).isEqualTo(new Kept(0.0, 0, 15 + 8 * 5, null));
        assertThat(months("2026-04", "2026-04").getFirst().leaders().getFirst().pledges())
                .isEmpty();
    }

    @Test
    void pledgeThatIsMadeAgainHoldsAfterItsEnd() {
        story.pledges(lea, interactions(1, "2026-02-01"));
        story.at("2026-03-05T10:00:00Z").endsPledge(lea);
        story.at("2026-03-09T10:00:00Z").pledges(lea, interactions(2, "2026-03-09"));
        tell();

        assertThat(march().leaders().getFirst().done().weeks()).isEqualTo(4);
        assertThat(march().leaders().getFirst().done().kept().denominator()).isEqualTo(4 + 23 * 2);
    }

    @Test
    void weeksAndDaysAreThoseOfTheZone() {
        story.pledges(lea, interactions(1, "2026-02-01"));
        story.at("2026-03-01T23:30:00Z").thanks(lea, ben);
        tell();

        assertThat(march().leaders().getFirst().done().weeksKept()).isZero();
        for (String zone : List.of("Europe/Berlin", "+01:00")) {
            Month march = handle(MARCH, MARCH, MAY, ZoneId.of(zone), Reader.NOBODY)
                    .months()
                    .getFirst();
            assertThat(march.leaders().getFirst().done().weeksKept()).as(zone).isEqualTo(1);
            assertThat(march.from()).isEqualTo("2026-02-28T23:00:00Z");
        }
    }

    @Test
    void whatDoesNotStandAndWhatHasNoKnownTimeIsNotDone() {
        ContributionId post = story.at("2026-03-03T10:00:00Z").posts(ben);
        story.withdraws(story.posts(lea));
        story.hides(story.posts(lea));
        story.retracts(story.likes(lea, post));
        story.disallows(story.thanks(lea, ben));
        MemberId max = story.joins("max");
        story.likesAtAnInferredTime(lea, story.posts(max));
        tell();

        assertThat(march().leaders().getFirst().done().contributions()).isZero();
        assertThat(march().leaders().getFirst().done().appreciationsGiven()).isZero();
    }

    @Test
    void levelIsTheHighestRoleOfALeader() {
        MemberId ada = story.joins("ada");
        MemberId former = story.joins("former");
        story.grants(ada, ADMIN);
        story.grants(ada, LEADER);
        story.grants(former, LEADER);
        story.pledges(former, interactions(1, "2026-03-01"));
        story.pledges(lea, interactions(2, "2026-03-01"));
        story.revokes(former, LEADER);
        story.grants(ben, Role.MODERATOR);
        story.at("2026-03-10T10:00:00Z").replies(lea, story.posts(ben));
        tell();

        assertThat(march().leaders()).extracting(Line::level).containsExactly("ADMIN", "MEMBER", "LEADER");
        assertThat(march().levels())
                .containsExactly(
                        new Level(
                                "ADMIN",
                                1,
                                0,
                                new Done(
                                        0,
                                        0,
                                        0,
                                        0,
                                        new Kept(
                                                null,
                                                0,
                                                0,
                                                "No day of the month on which interactions are pledged is over."))),
                        new Level("LEADER", 1, 1, new Done(1, 0, 5, 0, new Kept(7.0 / 62, 7, 62, null))),
                        new Level("MEMBER", 1, 1, new Done(0, 0, 5, 0, new Kept(0.0, 0, 31, null))));
    }

    @Test
    void leaderIsToldFromTheMonthOnInWhichTheRoleWasGranted() {
        story.at("2026-04-30T23:00:00Z").grants(ben, LEADER);
        tell();

        assertThat(months("2026-03", "2026-05"))
                .extracting(month -> month.leaders().stream()
                        .map(line -> line.leader().handle())
                        .toList())
                .containsExactly(List.of("lea"), List.of("ben", "lea"), List.of("ben", "lea"));
    }

    @Test
    void programsAndThoseWhoAreAbsentAreCountedAsLeftOut() {
        MemberId bot = story.joins("bot", true);
        MemberId gone = story.joins("gone");
        MemberId erased = story.joins("erased");
        for (MemberId member : List.of(bot, gone, erased)) {
            story.grants(member, LEADER);
        }
        story.leaves(gone);
        story.erased(erased);
        tell();

        GetLeadership.Result leadership = handle(MARCH, MARCH, MAY, ZoneOffset.UTC, Reader.NOBODY);
        assertThat(leadership.months().getFirst().leaders()).hasSize(1);
        assertThat(leadership.excluded()).isEqualTo(new Excluded(1, 2));
    }

    @Test
    void leaderReadsOfOneselfOnly() {
        story.grants(ben, LEADER);
        tell();

        GetLeadership.Result own = handle(MARCH, MARCH, MAY, ZoneOffset.UTC, new Reader(lea.value()));

        assertThat(own.months().getFirst().leaders())
                .extracting(line -> line.leader().id())
                .containsExactly(lea.value());
        assertThat(own.months().getFirst().levels()).isEmpty();
        assertThat(own.excluded()).isEqualTo(new Excluded(0, 0));
    }

    @Test
    void onlyThoseReadOfAllWhoLookAfterTheCommunity() {
        for (Role role : Role.values()) {
            story.grants(story.joins("holder-of-" + role), role);
        }
        tell();

        for (Role role : Role.values()) {
            Reader holder =
                    new Reader(MemberId.imported("story", "holder-of-" + role).value());
            if (role == COMMUNITY_MANAGER || role == ADMIN) {
                assertThat(handle(MARCH, MARCH, MAY, ZoneOffset.UTC, holder)
                                .months()
                                .getFirst()
                                .leaders())
                        .hasSize(2);
            } else if (role != LEADER) {
                assertThatExceptionOfType(Refusal.class)
                        .as(role.name())
                        .isThrownBy(() -> handle(MARCH, MARCH, MAY, ZoneOffset.UTC, holder))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ROLE_REQUIRED"));
            }
        }
    }

    @Test
    void rangesThatAreEmptyOrTooLongAreRefused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> months("2026-03", "2026-02"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("RANGE_EMPTY"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> months("2025-03", "2026-03"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("RANGE_TOO_LONG"));
        tell();
        assertThat(months("2025-04", "2026-03")).hasSize(12);
    }

    private static Pledge interactions(int perWeek, String from) {
        return new Pledge(PledgeUnit.INTERACTIONS, perWeek, LocalDate.parse(from));
    }

    private void tell() {
        readSide.tell(new DeskProjection(), story);
    }

    private Month march() {
        return march(MAY);
    }

    private Month march(Instant now) {
        return handle(MARCH, MARCH, now, ZoneOffset.UTC, Reader.NOBODY).months().getFirst();
    }

    private List<Month> months(String from, String to) {
        return handle(YearMonth.parse(from), YearMonth.parse(to), MAY, ZoneOffset.UTC, Reader.NOBODY)
                .months();
    }

    private GetLeadership.Result handle(YearMonth from, YearMonth to, Instant now, ZoneId zone, Reader reader) {
        return queries.handle(new GetLeadership(from, to, now, zone, reader, AsOf.NOW));
    }
}
