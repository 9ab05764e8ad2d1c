package org.geben.query.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Fold;
import org.geben.query.generation.Memo;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final HealthQueries queries = HealthAnswers.of(readSide.views());
    private final Story story = new Story();

    @Test
    void contributorsAndActiveMembersAreThePeopleOfTheWindow() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        MemberId cleo = story.joins("cleo");
        MemberId gone = story.joins("gone");
        MemberId bot = story.joins("bot", true);
        ContributionId post = story.posts(ana);
        story.likes(ben, post);
        story.likesAtAnInferredTime(cleo, post);
        story.someoneLikes(post);
        story.posts(gone);
        story.posts(bot);
        story.likes(bot, post);
        story.withdraws(story.posts(cleo));
        story.leaves(gone);
        story.at(APRIL).posts(cleo);
        story.joins("april");
        tell();

        assertThat(metric("contributors"))
                .isEqualTo(new Metric(
                        "contributors",
                        1L,
                        "members",
                        1,
                        3,
                        null,
                        Map.of(
                                "contributionsWithdrawn", 1L,
                                "contributionsOfAutomatedMembers", 1L,
                                "contributionsOfMembersWhoLeft", 1L,
                                "automatedMembers", 1L,
                                "membersWhoLeft", 1L)));
        Metric active = metric("activeMembers");
        assertThat(active.value()).isEqualTo(2L);
        assertThat(active.excluded())
                .containsEntry("appreciationsAtAnInferredTime", 1L)
                .containsEntry("appreciationsOfUnknownGivers", 1L)
                .containsEntry("appreciationsOfAutomatedMembers", 1L)
                .containsEntry("automatedMembers", 1L)
                .containsEntry("membersWhoLeft", 1L)
                .hasSize(8);
    }

    @Test
    void participationSplitsContributionsByTheMostActiveOnePercentTheNextNineAndTheRest() {
        List<MemberId> members = members(200);
        for (int i = 0; i < 10; i++) {
            story.posts(members.get(7));
        }
        for (int i = 0; i < 5; i++) {
            story.posts(members.get(3));
        }
        members.subList(20, 38).forEach(member -> {
            story.posts(member);
            story.posts(member);
        });
        members.subList(40, 49).forEach(story::posts);
        tell();

        // 60 contributions: 15 by the two most active, 36 by the next 18, 9 by the other 180.
        assertThat(metric("participationTop1").value()).isEqualTo(25.0);
        assertThat(metric("participationNext9").value()).isEqualTo(60.0);
        assertThat(metric("participationRemaining90").value()).isEqualTo(15.0);
        assertThat(metric("participationTop1").numerator()).isEqualTo(15);
        assertThat(metric("participationTop1").denominator()).isEqualTo(60);
    }

    @Test
    void ofThreeMembersOneStandsInEachGroup() {
        List<MemberId> members = members(3);
        for (int i = 0; i < 3; i++) {
            for (int n = 0; n <= i; n++) {
                story.posts(members.get(i));
            }
        }
        tell();

        assertThat(metric("participationTop1").numerator()).isEqualTo(3);
        assertThat(metric("participationNext9").numerator()).isEqualTo(2);
        assertThat(metric("participationRemaining90").numerator()).isEqualTo(1);
    }

    @Test
    void giniOfEqualSharesIsZero() {
        List<MemberId> members = members(4);
        for (int i = 0; i < 4; i++) {
            story.thanks(members.get(i), members.get((i + 1) % 4));
        }
        tell();

        assertThat(metric("recognitionGini").value()).isEqualTo(0.0);
    }

    @Test
    void giniOfOneWhoGetsItAllAmongFourIsThreeQuarters() {
        List<MemberId> members = members(4);
        story.thanks(members.get(1), members.getFirst());
        tell();

        Metric gini = metric("recognitionGini");
        assertThat(gini.value()).isEqualTo(0.75);
        assertThat(gini.numerator()).isEqualTo(3);
        assertThat(gini.denominator()).isEqualTo(4);
    }

    @Test
    void coverageComparesReceiversAndGiversWithActiveMembers() {
        List<MemberId> members = members(5);
        ContributionId post = story.posts(members.get(0));
        story.posts(members.get(1));
        story.likes(members.get(2), post);
        story.gives(members.get(2), post, AppreciationKind.THANKS);
        story.someoneLikes(post);
        story.likes(members.get(3), URI.create("https://example.org/bread"));
        tell();

        assertThat(metric("recognitionCoverageReceivers").numerator()).isEqualTo(1);
        assertThat(metric("recognitionCoverageReceivers").denominator()).isEqualTo(4);
        assertThat(metric("recognitionCoverageReceivers").value()).isEqualTo(0.25);
        assertThat(metric("recognitionCoverageReceivers").excluded()).containsEntry("appreciationsForNoMember", 1L);
        assertThat(metric("recognitionCoverageGivers").value()).isEqualTo(0.5);
        assertThat(metric("recognitionCoverageGivers").excluded()).containsEntry("appreciationsOfUnknownGivers", 1L);
    }

    @Test
    void whatProgramsAndMembersWhoLeftGaveIsLeftOutAndCountedOnce() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        MemberId cleo = story.joins("cleo");
        MemberId gone = story.joins("gone");
        MemberId bot = story.joins("bot", true);
        MemberId otherBot = story.joins("otherbot", true);
        ContributionId byAna = story.posts(ana);
        ContributionId byBen = story.posts(ben);
        ContributionId byGone = story.posts(gone);
        ContributionId byBot = story.posts(bot);
        story.likes(ben, byAna);
        story.someoneLikes(byAna);
        story.likes(gone, byAna);
        story.likes(gone, byBen);
        story.likes(gone, byBot);
        story.likes(otherBot, byBot);
        story.likes(bot, URI.create("https://example.org/bread"));
        story.likes(cleo, byBot);
        story.someoneLikes(byBot);
        story.likes(cleo, byGone);
        story.likesAtAnInferredTime(cleo, byBen);
        story.leaves(gone);
        tell();

        // Of three people Ana received two appreciations, the others none: (6 - 4) * 2 / (3 * 2).
        Metric gini = metric("recognitionGini");
        assertThat(gini.numerator()).isEqualTo(4);
        assertThat(gini.denominator()).isEqualTo(6);
        // Together with the two that count these are all eleven.
        assertThat(gini.excluded())
                .isEqualTo(Map.of(
                        "appreciationsAtAnInferredTime", 1L,
                        "appreciationsOfAutomatedMembers", 2L,
                        "appreciationsOfMembersWhoLeft", 3L,
                        "appreciationsForAutomatedMembers", 2L,
                        "appreciationsForMembersWhoLeft", 1L,
                        "automatedMembers", 2L,
                        "membersWhoLeft", 1L));
        Metric receivers = metric("recognitionCoverageReceivers");
        assertThat(receivers.numerator()).isEqualTo(1);
        assertThat(receivers.denominator()).isEqualTo(3);
        assertThat(receivers.excluded())
                .isEqualTo(Map.of(
                        "appreciationsAtAnInferredTime", 1L,
                        "appreciationsOfAutomatedMembers", 2L,
                        "appreciationsOfMembersWhoLeft", 3L,
                        "appreciationsForAutomatedMembers", 2L,
                        "appreciationsForMembersWhoLeft", 1L,
                        "appreciationsOfUnknownGivers", 2L,
                        "contributionsOfAutomatedMembers", 1L,
                        "contributionsOfMembersWhoLeft", 1L));
        Metric givers = metric("recognitionCoverageGivers");
        assertThat(givers.numerator()).isEqualTo(2);
        assertThat(givers.denominator()).isEqualTo(3);
        assertThat(givers.excluded())
                .containsEntry("appreciationsOfUnknownGivers", 2L)
                .containsEntry("appreciationsOfAutomatedMembers", 2L)
                .containsEntry("appreciationsOfMembersWhoLeft", 3L);
    }

    @Test
    void unansweredThreadsAreSplitByWhetherTheyWereAppreciated() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        MemberId bot = story.joins("bot", true);
        ContributionId answered = story.asks(ana);
        story.replies(ben, answered);
        story.likes(bot, answered);
        ContributionId byOneself = story.asks(ana);
        story.replies(ana, byOneself);
        ContributionId byProgram = story.asks(ana);
        story.replies(bot, byProgram);
        story.likes(bot, byProgram);
        ContributionId withdrawn = story.asks(ana);
        story.withdraws(story.replies(ben, withdrawn));
        story.someoneLikes(withdrawn);
        story.posts(bot);
        tell();

        Metric share = metric("unansweredShare");
        assertThat(share.value()).isEqualTo(0.75);
        assertThat(share.numerator()).isEqualTo(3);
        assertThat(share.denominator()).isEqualTo(4);
        assertThat(share.excluded()).isEqualTo(Map.of("rootsOfAutomatedMembers", 1L, "repliesOfAutomatedMembers", 1L));
        assertThat(metric("unansweredAppreciationOnly").value()).isEqualTo(0.25);
        assertThat(metric("unansweredNothing").value()).isEqualTo(0.5);
        // Of what is answered nobody asks who appreciated it.
        for (String split : List.of("unansweredAppreciationOnly", "unansweredNothing")) {
            assertThat(metric(split).excluded())
                    .isEqualTo(Map.of(
                            "rootsOfAutomatedMembers", 1L,
                            "repliesOfAutomatedMembers", 1L,
                            "appreciationsOfAutomatedMembers", 1L));
        }
    }

    @Test
    void timeToFirstResponseIsTakenFromTheFirstReplyOfAnotherPersonAnywhereInTheThread() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        MemberId bot = story.joins("bot", true);
        for (int minutes : new int[] {10, 20, 60}) {
            Instant asked = Instant.parse("2026-03-10T00:00:00Z");
            ContributionId question = story.at(asked).asks(ana);
            ContributionId own = story.at(asked.plusSeconds(60)).replies(ana, question);
            story.at(asked.plusSeconds(90)).replies(bot, question);
            story.at(asked.plusSeconds(60L * minutes)).replies(ben, own);
            story.at(asked.plusSeconds(120L * minutes)).replies(ben, question);
        }
        story.at("2026-03-11T00:00:00Z").asks(ana);
        ContributionId misdated = story.at("2026-03-12T00:00:00Z").asks(ana);
        story.at("2026-03-11T00:00:00Z").replies(ben, misdated);
        story.leaves(ben);
        tell();

        Metric median = metric("timeToFirstResponseMedian");

        assertThat(median.value()).isEqualTo(1200.0);
        assertThat(median.numerator()).isEqualTo(3);
        assertThat(median.denominator()).isEqualTo(5);
        assertThat(median.excluded())
                .isEqualTo(Map.of(
                        "rootsUnanswered", 1L, "rootsAnsweredBeforeTheirDate", 1L, "repliesOfAutomatedMembers", 3L));
        // Four fifths of the way from the second to the third.
        assertThat(metric("timeToFirstResponseP90").value()).isEqualTo(1200.0 + 0.8 * 2400.0);
    }

    @Test
    void emptyWindowLeavesRatiosUndefinedAndSaysWhy() {
        story.joins("ana");
        story.joins("ben");
        tell();

        assertThat(metric("contributors").value()).isEqualTo(0L);
        assertUndefined("participationTop1", "Nobody contributed in the window.");
        assertUndefined("unansweredShare", "No thread was opened in the window.");
        assertUndefined("timeToFirstResponseMedian", "No thread of the window has a response.");
        assertUndefined("recognitionGini", "Nobody was appreciated in the window.");
        assertUndefined("recognitionCoverageGivers", "Nobody was active in the window.");
    }

    @Test
    void giniOfASingleMemberIsUndefined() {
        MemberId ana = story.joins("ana");
        story.someoneLikes(story.posts(ana));
        tell();

        assertUndefined("recognitionGini", "There are fewer than two members.");
    }

    @Test
    void groupCountsWhatHappenedInItAndWhoBelongsToIt() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        MemberId cleo = story.joins("cleo");
        story.joins("dan");
        GroupId bakers = story.founds("Bakers");
        story.joins(ana, bakers);
        story.joins(ben, bakers);
        ContributionId inside = story.posts(ana, bakers);
        story.posts(cleo);
        story.likes(cleo, inside);
        story.thanks(ben, ana);
        tell();

        GetHealth.Result health = health(MARCH, APRIL, bakers.value());

        assertThat(health.scope()).isEqualTo("group:" + bakers);
        assertThat(metric(health, "contributors").numerator()).isEqualTo(1);
        // Ana and Ben belong to it, Cleo did something there.
        assertThat(metric(health, "contributors").denominator()).isEqualTo(3);
        assertThat(metric(health, "activeMembers").value()).isEqualTo(2L);
        assertThat(metric(health, "unansweredAppreciationOnly").value()).isEqualTo(1.0);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> health(MARCH, APRIL, new UUID(1, 2)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("GROUP_UNKNOWN"));
    }

    @Test
    void whatIsHiddenIsLeftOutUntilItIsRestored() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        ContributionId question = story.asks(ana);
        story.hides(story.replies(ben, question));
        ContributionId restored = story.posts(ana);
        story.hides(restored);
        story.restores(restored);
        ContributionId gone = story.posts(ben);
        story.hides(gone);
        story.withdraws(gone);
        story.hides(story.posts(ben));
        tell();

        assertThat(metric("contributors").value()).isEqualTo(1L);
        assertThat(metric("contributors").excluded())
                .isEqualTo(Map.of("contributionsHidden", 2L, "contributionsWithdrawn", 1L));
        assertThat(metric("unansweredShare").value()).isEqualTo(1.0);
        assertThat(metric("unansweredShare").denominator()).isEqualTo(2);
        assertThat(metric("unansweredShare").excluded()).isEqualTo(Map.of("rootsHidden", 1L, "rootsWithdrawn", 1L));
    }

    @Test
    void secretGroupIsUnknownToThoseWhoAreNotInIt() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        GroupId party = story.founds("Party");
        story.describes(party, "Party", GroupAccess.SECRET, null);
        story.joins(ana, party);
        tell();

        assertThat(ofGroup(party, ana).scope()).isEqualTo("group:" + party);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ofGroup(party, ben))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("GROUP_UNKNOWN"));
    }

    @Test
    void whoIsNotCountedAsThereIsTold() {
        story.at("2026-02-20T10:00:00Z");
        story.joins("ana");
        story.joins("robot", true);
        story.leaves(story.joins("gone"));
        story.at("2026-03-20T10:00:00Z").joins("other-robot", true);
        tell();

        Map<String, Long> before = Map.of("automatedMembers", 1L, "membersWhoLeft", 1L);
        assertThat(metric("lurkersStrict").denominator()).isOne();
        assertThat(metric("lurkersStrict").excluded()).isEqualTo(before);
        assertThat(metric("lurkersBroad").excluded()).isEqualTo(before);
        Map<String, Long> untilItsEnd = Map.of("automatedMembers", 2L, "membersWhoLeft", 1L);
        assertThat(metric("stickiness").excluded()).isEqualTo(untilItsEnd);
        assertThat(metric("gratitudeGap").excluded()).isEqualTo(untilItsEnd);
    }

    @Test
    void whatIsNotCountedOfTheTimeBeforeTheWindowIsTold() {
        story.at("2026-02-10T10:00:00Z");
        MemberId ana = story.joins("ana");
        MemberId gone = story.joins("gone");
        story.withdraws(story.posts(ana));
        ContributionId post = story.posts(ana);
        story.likes(story.joins("bot", true), post);
        story.likes(gone, post);
        story.likesAtAnInferredTime(story.joins("ben"), post);
        story.leaves(gone);
        tell();

        assertThat(metric("contributors").excluded()).isEqualTo(Map.of("automatedMembers", 1L, "membersWhoLeft", 1L));
        for (String name : List.of("lurkersStrict", "lurkersBroad")) {
            assertThat(metric(name).excluded())
                    .isEqualTo(Map.of("automatedMembers", 1L, "membersWhoLeft", 1L, "contributionsWithdrawn", 1L));
        }
        assertThat(metric("stickiness").excluded())
                .isEqualTo(Map.of(
                        "automatedMembers", 1L,
                        "membersWhoLeft", 1L,
                        "contributionsWithdrawn", 1L,
                        "appreciationsAtAnInferredTime", 1L));
        assertThat(metric("gratitudeGap").excluded())
                .isEqualTo(Map.of(
                        "automatedMembers", 1L,
                        "membersWhoLeft", 1L,
                        "contributionsWithdrawn", 1L,
                        "appreciationsAtAnInferredTime", 1L,
                        "appreciationsOfAutomatedMembers", 1L,
                        "appreciationsOfMembersWhoLeft", 1L));
    }

    @Test
    void leadersWhoDoNotCountAreTold() {
        MemberId ana = story.joins("ana");
        MemberId gone = story.joins("gone");
        MemberId bot = story.joins("bot", true);
        MemberId newcomer = story.joins("newcomer");
        List.of(ana, gone, bot).forEach(leader -> story.grants(leader, Role.LEADER));
        story.posts(bot);
        story.withdraws(story.asks(newcomer));
        story.posts(gone);
        story.someoneLikes(story.posts(ana));
        story.leaves(gone);
        tell();

        assertThat(metric("leadershipParticipation").denominator()).isEqualTo(1);
        assertThat(metric("leadershipParticipation").excluded())
                .containsEntry("leadersAutomated", 1L)
                .containsEntry("leadersWhoLeft", 1L)
                .containsEntry("appreciationsOfUnknownGivers", 1L);
        assertThat(metric("leadershipFirstResponses").excluded())
                .isEqualTo(Map.of("rootsWithdrawn", 1L, "rootsOfAutomatedMembers", 1L, "rootsOfMembersWhoLeft", 1L));
    }

    @Test
    void firstResponsesAreThoseOfTheLeadersWhoCount() {
        MemberId newcomer = story.joins("newcomer");
        MemberId leader = story.joins("leader");
        MemberId elsewhere = story.joins("elsewhere");
        MemberId gone = story.joins("gone");
        GroupId group = story.founds("group");
        List.of(newcomer, leader, gone).forEach(member -> story.joins(member, group));
        List<ContributionId> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(story.posts(newcomer, group));
        }
        story.at(APRIL);
        MemberId late = story.joins("late");
        story.joins(late, group);
        List<MemberId> leaders = List.of(leader, elsewhere, gone, late);
        for (int i = 0; i < 4; i++) {
            story.grants(leaders.get(i), Role.LEADER);
            story.replies(leaders.get(i), threads.get(i));
        }
        story.leaves(gone);
        tell();

        assertThat(metric("leadershipParticipation").denominator()).isEqualTo(2);
        assertThat(metric("leadershipFirstResponses").numerator()).isEqualTo(2);
        assertThat(metric("leadershipFirstResponses").denominator()).isEqualTo(4);
        GetHealth.Result ofGroup = health(MARCH, APRIL, group.value());
        assertThat(metric(ofGroup, "leadershipParticipation").denominator()).isEqualTo(1);
        assertThat(metric(ofGroup, "leadershipFirstResponses").numerator()).isEqualTo(1);
        assertThat(metric(ofGroup, "leadershipFirstResponses").denominator()).isEqualTo(4);
    }

    @Test
    void pledgesThatDoNotCountAreToldOfFiveLeadersOrMore() {
        List<MemberId> leaders = members(5);
        leaders.forEach(leader -> pledges(leader, PledgeUnit.INTERACTIONS));
        MemberId bot = story.joins("bot", true);
        pledges(bot, PledgeUnit.INTERACTIONS);
        for (int i = 0; i < 4; i++) {
            pledges(story.joins("bot" + i, true), PledgeUnit.INTERACTIONS);
        }
        for (int i = 0; i < 5; i++) {
            MemberId gone = story.joins("gone" + i);
            pledges(gone, PledgeUnit.INTERACTIONS);
            story.leaves(gone);
        }
        for (int i = 0; i < 4; i++) {
            pledges(story.joins("hours" + i), PledgeUnit.HOURS);
        }
        story.replies(leaders.getFirst(), story.posts(bot));
        ContributionId post = story.posts(leaders.get(1));
        story.replies(leaders.getFirst(), post);
        story.someoneLikes(post);
        tell();
        assertWithheld(metric("pledgeKept"));

        pledges(story.joins("hours"), PledgeUnit.HOURS);
        tell();
        assertThat(metric("pledgeKept").numerator()).isEqualTo(7);
        assertThat(metric("pledgeKept").excluded())
                .containsEntry("pledgesOfAutomatedMembers", 5L)
                .containsEntry("pledgesOfMembersWhoLeft", 5L)
                .containsEntry("pledgesOfHours", 5L)
                .containsEntry("repliesToAutomatedMembers", 1L)
                .containsEntry("appreciationsOfUnknownGivers", 1L);
    }

    @Test
    void pledgesOfFewerThanFiveLeadersAreTheirs() {
        List<MemberId> leaders = members(5);
        pledges(leaders.getFirst(), PledgeUnit.INTERACTIONS);
        story.replies(leaders.getFirst(), story.posts(leaders.getLast()));
        tell();
        assertWithheld(metric("pledgeKept"));

        leaders.subList(1, 4).forEach(leader -> pledges(leader, PledgeUnit.INTERACTIONS));
        tell();
        assertWithheld(metric("pledgeKept"));

        pledges(leaders.get(4), PledgeUnit.INTERACTIONS);
        tell();
        assertThat(metric("pledgeKept").numerator()).isEqualTo(7);
        assertThat(metric("pledgeKept").denominator()).isEqualTo(5 * 3 * 31);
    }

    private void pledges(MemberId leader, PledgeUnit unit) {
        story.pledges(leader, unit, 3, LocalDate.parse("2026-03-01"));
    }

    private static void assertWithheld(Metric metric) {
        assertThat(metric.value()).isNull();
        assertThat(metric.numerator() + metric.denominator()).isZero();
        assertThat(metric.undefinedBecause()).contains("fewer than five");
        assertThat(metric.excluded()).isEmpty();
    }

    @Test
    void signalIsRaisedAndClearedByWeeksThatAreOver() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        ContributionId unanswered = story.at("2026-03-03T10:00:00Z").asks(ana);
        story.at("2026-03-10T10:00:00Z");
        story.replies(ben, story.asks(ana));
        tell();

        assertThat(unansweredAt("2026-03-08T23:59:59Z").raised()).isFalse();
        GetSignals.Signal raised = unansweredAt("2026-03-09T00:00:00Z");
        assertThat(raised.raised()).isTrue();
        assertThat(raised.since()).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(raised.figure().value()).isEqualTo(1.0);
        assertThat(unansweredAt("2026-03-16T00:00:00Z").raised()).isFalse();

        // What is reported late was so then.
        story.at("2026-03-04T10:00:00Z").replies(ben, unanswered);
        tell();
        assertThat(unansweredAt("2026-03-09T00:00:00Z").raised()).isFalse();
    }

    @Test
    void signalsAreRowsUnderTheColumnsOfAFigure() {
        MemberId ana = story.joins("ana");
        story.at("2026-03-03T10:00:00Z").asks(ana);
        tell();

        GetSignals.Result signals = signalsAt("2026-03-09T00:00:00Z");

        assertThat(signals.header().subList(0, 10)).isEqualTo(GetHealth.HEADER.subList(0, 10));
        assertThat(CsvConverter.text(signals).lines())
                .hasSize(9)
                .element(1)
                .asString()
                .startsWith("2026-03-02T00:00:00Z,2026-03-09T00:00:00Z,Z,community,unansweredShare,1.0,ratio,1,1,,"
                        + "week,0.3,,0.2,true,2026-03-02T00:00:00Z,,");
    }

    private GetSignals.Signal unansweredAt(String now) {
        return signalsAt(now).signals().stream()
                .filter(signal -> signal.rule().metric().equals("unansweredShare"))
                .findFirst()
                .orElseThrow();
    }

    private GetSignals.Result signalsAt(String now) {
        return queries.handle(
                new GetSignals(new Asked(Instant.parse(now), ZoneOffset.UTC, null, Reader.NOBODY, AsOf.NOW)));
    }

    @Test
    void answerThatIsKeptForMembersOfAGroupIsKeptFromOthers() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        GroupId party = story.founds("Party", GroupAccess.CLOSED);
        story.joins(ana, party);
        story.posts(ana, party);
        tell();
        HealthSettings settings = new HealthSettings(null);
        HealthQueries forgetless = new HealthQueries(readSide.views(), new Memo(Duration.ofDays(1)), settings);
        Asked byAna = asked(party, ana);
        Asked byBen = asked(party, ben);
        GetHealth window = byAna.about("month", "2026-03-15", null, null);
        assertThat(forgetless.handle(window).scope()).isEqualTo("group:" + party);
        assertThat(forgetless.handle(new GetNetwork(window)).scope()).isEqualTo("group:" + party);
        assertThat(forgetless.handle(new GetSignals(byAna)).scope()).isEqualTo("group:" + party);

        GetHealth asked = byBen.about("month", "2026-03-15", null, null);
        for (ThrowingCallable reading : List.<ThrowingCallable>of(
                () -> forgetless.handle(asked),
                () -> forgetless.handle(new GetNetwork(asked)),
                () -> forgetless.handle(new GetDistribution(asked)),
                () -> forgetless.handle(new GetSignals(byBen)),
                () -> forgetless.handle(GetHealthSeries.of(byBen, "contributors", "month", null, null)),
                () -> forgetless.handle(GetHealthCohorts.of(byBen, "joined", null)))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(reading)
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("GROUP_MEMBERSHIP_REQUIRED"));
        }
    }

    private static Asked asked(GroupId group, MemberId reader) {
        return new Asked(APRIL, ZoneOffset.UTC, group.value(), new Reader(reader.value()), AsOf.NOW);
    }

    private GetHealth.Result ofGroup(GroupId group, MemberId reader) {
        return queries.handle(new GetHealth(
                MARCH, APRIL, APRIL, ZoneOffset.UTC, group.value(), new Reader(reader.value()), AsOf.NOW));
    }

    @Test
    void ofWhatHappenedAtOneMomentEachThingCanBeTakenBackAndNothingElse() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        ContributionId one = story.posts(ana);
        ContributionId other = story.posts(ana);
        ContributionId third = story.posts(ana);
        story.someoneLikes(one);
        story.someoneLikes(other);
        AppreciationId like = story.likes(ben, one);
        story.likes(ben, other);
        story.withdraws(one);
        story.hides(other);
        story.restores(other);
        story.retracts(like);
        tellEachByItself();
        assertThat(metric("participationTop1").denominator()).isEqualTo(2);
        assertThat(metric("recognitionGini").denominator()).isEqualTo(2 * 3);
        assertThat(metric("activeMembers").value()).isEqualTo(2L);

        story.withdraws(other);
        story.withdraws(third);
        tellEachByItself();
        assertThat(metric("contributors").value()).isEqualTo(0L);
        assertThat(metric("activeMembers").value()).isEqualTo(1L);
    }

    @Test
    void asMuchIsTakenBackInOneBatchAsItHas() {
        MemberId ana = story.joins("ana");
        List<ContributionId> posts = new ArrayList<>();
        for (int i = 0; i < 10_050; i++) {
            posts.add(story.posts(ana));
        }
        Fold fold = readSide.fresh(new HealthProjection());
        readSide.fold(fold, story.log(), 5_000);
        int published = story.log().size();
        posts.subList(0, posts.size() - 1).forEach(story::hides);
        readSide.fold(fold, story.log().subList(published, story.log().size()), posts.size());

        assertThat(metric("participationTop1").denominator()).isEqualTo(1);
        assertThat(metric("participationTop1").excluded()).containsEntry("contributionsHidden", 10_049L);
    }

    @Test
    void whoJoinsAfterThePastThatIsReadIsSomebodyOfWhomNothingIsKnown() {
        MemberId ana = story.joins("ana");
        MemberId lea = story.joins("lea");
        story.grants(lea, Role.LEADER);
        MemberId bot = story.joins("bot", true);
        MemberId ben = story.joins("ben");
        ContributionId question = story.posts(ana);
        story.replies(ben, question);
        story.at("2026-03-03T09:00:00Z").replies(lea, question);
        story.likes(ben, question);
        ContributionId bens = story.posts(ben);
        story.replies(ana, bens);
        story.likes(ana, bens);
        story.replies(ben, story.posts(bot));
        // As the past has it at a moment before the one at which Ben joined.
        readSide.fold(
                readSide.fresh(new HealthProjection()),
                story.log().stream()
                        .filter(event -> !(event.getPayload() instanceof MemberJoined joined
                                && joined.memberId().equals(ben)))
                        .toList(),
                1000);

        // He has answered Ana and appreciated her.
        assertThat(metric("unansweredShare").numerator()).isZero();
        assertThat(metric("unansweredShare").excluded())
                .isEqualTo(Map.of("rootsOfMembersNotYetThere", 1L, "rootsOfAutomatedMembers", 1L));
        assertThat(metric("firstContributionReplyRate").numerator()).isEqualTo(1);
        assertThat(metric("leadershipFirstResponses").numerator()).isZero();
        assertThat(metric("leadershipFirstResponses").denominator()).isEqualTo(1);
        assertThat(metric("inclusionNewcomers").denominator()).isEqualTo(3);
        Map<String, Long> ofPrograms = Map.of("contributionsOfAutomatedMembers", 1L);
        assertThat(metric("inclusionNewcomers").excluded())
                .isEqualTo(Exchange.both(
                        ofPrograms,
                        Map.of(
                                "appreciationsForMembersNotYetThere", 1L,
                                "repliesToMembersNotYetThere", 1L,
                                "repliesToAutomatedMembers", 1L)));
        // He is nobody who was active.
        Map<String, Long> done =
                Map.of("contributionsOfMembersNotYetThere", 3L, "appreciationsOfMembersNotYetThere", 1L);
        assertThat(metric("recognitionCoverageGivers").numerator()).isEqualTo(1);
        assertThat(metric("recognitionCoverageGivers").excluded()).isEqualTo(Exchange.both(ofPrograms, done));
        assertThat(metric("stickiness").excluded()).isEqualTo(Exchange.both(Map.of("automatedMembers", 1L), done));
        assertThat(metric("singleHelperGroups").excluded())
                .isEqualTo(Exchange.both(
                        ofPrograms,
                        Map.of("contributionsOfMembersNotYetThere", 3L, "repliesToMembersNotYetThere", 1L)));
    }

    @Test
    void whomOnlyProgramsAppreciatedHasNeverBeenThanked() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        MemberId bot = story.joins("bot", true);
        ContributionId post = story.at("2026-02-10T10:00:00Z").posts(ana);
        story.likes(bot, post);
        AppreciationId early = story.at("2026-02-11T10:00:00Z").likes(ben, post);
        story.retracts(early);
        story.at("2026-03-10T10:00:00Z").thanks(ben, ana);
        tell();
        assertThat(metric("inclusionNeverThanked").value()).isEqualTo(1.0);
        tellEachByItself();
        assertThat(metric("inclusionNeverThanked").value()).isEqualTo(1.0);

        // It is told late.
        story.at("2026-02-12T10:00:00Z").someoneLikes(post);
        tellEachByItself();
        assertThat(metric("inclusionNeverThanked").value()).isEqualTo(0.0);
        tell();
        assertThat(metric("inclusionNeverThanked").value()).isEqualTo(0.0);
    }

    @Test
    void windowEndsBeforeItsLastMoment() {
        MemberId ana = story.joins("ana");
        story.at("2026-03-28T23:00:00Z").posts(ana);
        story.at("2026-03-29T22:00:00Z").posts(ana);
        tell();
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        GetHealth.Result day = queries.handle(new GetHealth(
                Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"), berlin, null, AsOf.NOW));

        assertThat(metric(day, "participationTop1").denominator()).isEqualTo(1);
        assertThat(day.window().zone()).isEqualTo("Europe/Berlin");
        assertThat(day.origin().position()).isEqualTo(story.position());
    }

    @Test
    void windowThatCannotBeMeantIsRefused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new GetHealth(MARCH, MARCH, ZoneOffset.UTC, null, AsOf.NOW))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("RANGE_EMPTY"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        new GetHealth(MARCH, Instant.parse("2036-03-01T00:00:01Z"), ZoneOffset.UTC, null, AsOf.NOW))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("RANGE_TOO_LONG"));
    }

    private void assertUndefined(String name, String because) {
        Metric metric = metric(name);
        assertThat(metric.value()).isNull();
        assertThat(metric.undefinedBecause()).isEqualTo(because);
    }

    private List<MemberId> members(int count) {
        List<MemberId> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(story.joins("member" + i));
        }
        return members;
    }

    private void tell() {
        readSide.tell(new HealthProjection(), story);
    }

    private void tellEachByItself() {
        readSide.fold(readSide.fresh(new HealthProjection()), story.log(), 1);
    }

    private Metric metric(String name) {
        return metric(health(MARCH, APRIL, null), name);
    }

    private static Metric metric(GetHealth.Result health, String name) {
        return health.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private GetHealth.Result health(Instant from, Instant to, @Nullable UUID group) {
        return queries.handle(new GetHealth(from, to, ZoneOffset.UTC, group, AsOf.NOW));
    }
}
