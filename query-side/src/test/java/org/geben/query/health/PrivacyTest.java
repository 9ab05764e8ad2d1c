package org.geben.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.TrainingId;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Reader;
import org.geben.query.Story;
import org.geben.query.generation.Memo;
import org.geben.query.generation.ReadSide;
import org.geben.query.health.GetHealthCohorts.Begin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrivacyTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant MID_APRIL = Instant.parse("2026-04-15T12:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final HealthQueries queries = HealthAnswers.of(readSide.views());
    private final Story story = new Story();

    @Test
    void whatIsWithheldIsTwoClassesAndFiveMembersAtLeast() {
        assertThat(Privacy.withheld(Map.of("a", 4L, "b", 9L, "c", 7L))).containsExactlyInAnyOrder("a", "c");
        assertThat(Privacy.withheld(Map.of("a", 4L, "b", 3L, "c", 7L))).containsExactlyInAnyOrder("a", "b");
        assertThat(Privacy.withheld(Map.of("a", 1L, "b", 3L, "c", 7L, "d", 8L)))
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(Privacy.withheld(Map.of("a", 3L, "b", 8L, "c", 8L))).containsExactlyInAnyOrder("a", "b");
        assertThat(Privacy.withheld(Map.of("a", 3L, "b", 8L, "c", 0L))).containsExactlyInAnyOrder("a", "b");
        assertThat(Privacy.withheld(Map.of("a", 5L, "b", 0L, "c", 7L))).isEmpty();
        assertThat(Privacy.withheld(Map.of("a", 0L, "b", 0L))).isEmpty();
    }

    @Test
    void ofFewerThanFiveNotEvenThoseAreShownOfWhomThereAreNone() {
        assertThat(Privacy.withheld(Map.of("a", 4L, "b", 0L))).containsExactlyInAnyOrder("a", "b");
        assertThat(Privacy.withheld(Map.of("a", 1L, "b", 2L, "c", 0L))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void levelOfComfortWithFewerThanFiveMembersIsWithheldAndNobodyFindsItByDifference() {
        List<MemberId> natives = feeling("native", 9, DigitalComfort.NATIVE);
        feeling("immigrant", 6, DigitalComfort.IMMIGRANT);
        feeling("hesitant", 4, DigitalComfort.HESITANT);
        TrainingId training = story.offers(natives.getFirst(), DigitalComfort.NATIVE);
        story.completes(natives.get(1), training, natives.getFirst());
        tell();

        Metric shown = metric("trainingCoverageNative", MARCH, APRIL, null);
        assertThat(shown.numerator()).isEqualTo(1);
        assertThat(shown.denominator()).isEqualTo(9);
        for (String withheld : List.of("trainingCoverageImmigrant", "trainingCoverageHesitant")) {
            Metric metric = metric(withheld, MARCH, APRIL, null);
            assertThat(metric.value()).isNull();
            assertThat(metric.numerator()).isZero();
            assertThat(metric.denominator()).isZero();
            assertThat(metric.undefinedBecause()).contains("fewer than five members");
        }
    }

    @Test
    void levelsOfComfortAreToldByWholeMonthsOfTheCommunityOnly() {
        List<MemberId> natives = feeling("native", 9, DigitalComfort.NATIVE);
        GroupId group = story.founds("Bakers");
        natives.forEach(member -> story.joins(member, group));
        tell();

        assertThat(metric("trainingCoverageNative", MARCH, APRIL, null).denominator())
                .isEqualTo(9);
        assertThat(metric("trainingCoverageNative", MARCH, APRIL.plusSeconds(1), null)
                        .undefinedBecause())
                .contains("whole months");
        assertThat(metric("trainingCoverageNative", MARCH, APRIL.minusSeconds(86_400), null)
                        .denominator())
                .isZero();
        assertThat(metric("trainingCoverageNative", MARCH, APRIL, group.value()).undefinedBecause())
                .contains("community as a whole");
    }

    @Test
    void levelsOfComfortAreToldOfTheLastMonthThatIsOverOnly() {
        feeling("native", 9, DigitalComfort.NATIVE);
        tell();

        assertThat(metric("trainingCoverageNative", query(MARCH, APRIL, APRIL, ZoneOffset.UTC, null, AsOf.NOW))
                        .denominator())
                .isEqualTo(9);
        for (Instant now : List.of(APRIL.minusSeconds(60), MAY, MAY.plusSeconds(100_000_000))) {
            Metric withheld =
                    metric("trainingCoverageNative", query(MARCH, APRIL, now, ZoneOffset.UTC, null, AsOf.NOW));
            assertThat(withheld.denominator()).as(now.toString()).isZero();
            assertThat(withheld.undefinedBecause()).contains("the last month that is over");
        }
        assertThat(metric("trainingCoverageNative", query(APRIL, MAY, MAY, ZoneOffset.UTC, null, AsOf.NOW))
                        .denominator())
                .isEqualTo(9);
    }

    @Test
    void nothingThatHappensAfterTheMonthTellsTheLevelOfWhoDidIt() {
        List<MemberId> natives = feeling("native", 9, DigitalComfort.NATIVE);
        List<MemberId> immigrants = feeling("immigrant", 6, DigitalComfort.IMMIGRANT);
        story.leaves(natives.get(8));
        TrainingId training = story.offers(natives.getFirst(), DigitalComfort.NATIVE);
        tell();
        List<Metric> before = coverage(query(MARCH, APRIL, null));
        assertThat(before).extracting(Metric::denominator).containsExactly(8L, 6L, 0L);

        story.at("2026-04-10T00:00:00Z").declares(immigrants.getFirst(), DigitalComfort.NATIVE);
        story.leaves(natives.get(1));
        story.suspended(natives.get(2));
        story.returns(natives.get(8));
        story.declares(story.joins("late"), DigitalComfort.NATIVE);
        story.completes(natives.getFirst(), training, natives.get(3));
        tell();
        assertThat(coverage(query(MARCH, APRIL, null))).isEqualTo(before);

        List<Metric> after = coverage(query(APRIL, MAY, MAY, ZoneOffset.UTC, null, AsOf.NOW));
        assertThat(after).extracting(Metric::denominator).containsExactly(9L, 5L, 0L);
        assertThat(after).extracting(Metric::numerator).containsExactly(1L, 0L, 0L);
    }

    @Test
    void whatIsPersonalIsToldOfThePresentOnly() {
        halfOfTwelveNativesAreTrained();

        HealthQueries ofThePast = HealthAnswers.of(
                readSide.views(story, Clock.fixed(MAY, ZoneOffset.UTC), List.of(new HealthProjection())));
        for (String name : List.of("trainingCoverageNative", "activationTrained", "activationUntrained")) {
            Instant now = name.startsWith("activation") ? MAY : MID_APRIL;
            assertThat(metric(name, query(MARCH, APRIL, now, ZoneOffset.UTC, null, AsOf.NOW))
                            .value())
                    .as(name)
                    .isNotNull();
            for (AsOf past : List.of(new Cut.ByPosition(story.position()), new Cut.ByTime(APRIL))) {
                Metric withheld = metric(ofThePast, name, query(MARCH, APRIL, now, ZoneOffset.UTC, null, past));
                assertThat(withheld.denominator()).as(name + past).isZero();
                assertThat(withheld.undefinedBecause()).contains("of the present only");
            }
        }
    }

    @Test
    void monthsOfAnotherZoneAreNoWayToLookBesideThoseOfUtc() {
        feeling("native", 9, DigitalComfort.NATIVE);
        tell();
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant march = MARCH.atZone(ZoneOffset.UTC).withZoneSameLocal(berlin).toInstant();
        Instant april = APRIL.atZone(ZoneOffset.UTC).withZoneSameLocal(berlin).toInstant();

        for (String name : List.of("trainingCoverageNative", "activationTrained", "activationUntrained")) {
            Metric withheld = metric(name, query(march, april, MID_APRIL, berlin, null, AsOf.NOW));
            assertThat(withheld.denominator()).as(name).isZero();
            assertThat(withheld.undefinedBecause()).contains("in UTC");
        }
        assertThat(metric("trainingCoverageNative", query(MARCH, APRIL, MID_APRIL, berlin, null, AsOf.NOW))
                        .denominator())
                .isEqualTo(9);
    }

    @Test
    void seriesTellsOfTheLastMonthThatIsOverOnlyAlsoAsATable() {
        feeling("native", 9, DigitalComfort.NATIVE);
        tell();
        Asked asked = new Asked(MID_APRIL, ZoneOffset.UTC, null, Reader.NOBODY, AsOf.NOW);

        GetHealthSeries.Result series =
                queries.handle(GetHealthSeries.of(asked, "trainingCoverageNative", "month", "2026-01-01", null));

        assertThat(series.points())
                .extracting(point -> point.figure().denominator())
                .containsExactly(0L, 0L, 9L, 0L);
        assertThat(series.rows()).extracting(row -> (Object) row.get(8)).containsExactly(0L, 0L, 9L, 0L);
    }

    @Test
    void signalsKnowNoMoreThanTheFiguresThatTheyAreMadeOf() {
        feeling("native", 9, DigitalComfort.NATIVE);
        tell();
        HealthSettings settings =
                new HealthSettings(List.of(new SignalRule("trainingCoverageNative", "month", null, 0.5, 0.6)));
        HealthQueries signals = new HealthQueries(
                readSide.views(story, Clock.fixed(MAY, ZoneOffset.UTC), List.of(new HealthProjection())),
                new Memo(Duration.ZERO),
                settings);

        assertThat(raised(signals, ZoneOffset.UTC, AsOf.NOW)).isTrue();
        assertThat(raised(signals, ZoneId.of("Europe/Berlin"), AsOf.NOW)).isFalse();
        assertThat(raised(signals, ZoneOffset.UTC, new Cut.ByPosition(story.position())))
                .isFalse();
    }

    private static boolean raised(HealthQueries signals, ZoneId zone, AsOf asOf) {
        return signals.handle(new GetSignals(new Asked(MID_APRIL, zone, null, Reader.NOBODY, asOf)))
                .signals()
                .getFirst()
                .raised();
    }

    @Test
    void trainedAndUntrainedAreToldTogetherOrNotAtAll() {
        List<MemberId> natives = feeling("native", 12, DigitalComfort.NATIVE);
        TrainingId training = story.offers(natives.getFirst(), DigitalComfort.NATIVE);
        natives.subList(0, 4).forEach(member -> story.completes(member, training, natives.getLast()));
        tell();
        GetHealth march = query(MARCH, APRIL, MAY, ZoneOffset.UTC, null, AsOf.NOW);
        assertThat(metric("activation", march).denominator()).isEqualTo(12);
        assertThat(metric("activationTrained", march).denominator()).isZero();
        assertThat(metric("activationUntrained", march).denominator()).isZero();

        story.completes(natives.get(4), training, natives.getLast());
        tell();
        assertThat(metric("activationTrained", march).denominator()).isEqualTo(5);
        assertThat(metric("activationUntrained", march).denominator()).isEqualTo(7);
    }

    @Test
    void trainedAndUntrainedAreToldByMonthsOfWhichAllThirtyDaysAreOver() {
        halfOfTwelveNativesAreTrained();

        for (String name : List.of("activationTrained", "activationUntrained")) {
            assertThat(metric(name, query(MARCH, APRIL, MAY, ZoneOffset.UTC, null, AsOf.NOW))
                            .denominator())
                    .isEqualTo(6);
            assertThat(metric(name, query(MARCH, APRIL, MAY.minusSeconds(60), ZoneOffset.UTC, null, AsOf.NOW))
                            .undefinedBecause())
                    .contains("thirty days of all");
            assertThat(metric(name, query(MARCH, APRIL.plusSeconds(1), MAY, ZoneOffset.UTC, null, AsOf.NOW))
                            .undefinedBecause())
                    .contains("whole months");
        }
    }

    @Test
    void whoIsNotCountedInALevelIsToldOfAllLevelsTogether() {
        List<MemberId> natives = feeling("native", 9, DigitalComfort.NATIVE);
        feeling("immigrant", 2, DigitalComfort.IMMIGRANT);
        feeling("hesitant", 9, DigitalComfort.HESITANT);
        story.leaves(natives.getFirst());
        story.joins("bot", true);
        story.at("2026-04-10T00:00:00Z").leaves(natives.get(1));
        tell();

        assertThat(coverage(query(MARCH, APRIL, null)))
                .extracting(Metric::excluded)
                .containsExactly(Map.of(), Map.of(), Map.of("automatedMembers", 1L, "membersWhoLeft", 1L));
    }

    @Test
    void erasureTakesALevelBack() {
        List<MemberId> natives = feeling("native", 6, DigitalComfort.NATIVE);
        story.erased(natives.getFirst());
        tell();
        assertThat(metric("trainingCoverageNative", MARCH, APRIL, null).denominator())
                .isEqualTo(5);
    }

    @Test
    void cohortOfFewerThanFiveIsToldByItsSizeOnly() {
        story.at("2026-03-10T10:00:00Z");
        feeling("march", 4, DigitalComfort.NATIVE);
        tell();

        GetHealthCohorts.Result cohorts =
                queries.handle(new GetHealthCohorts(Begin.JOINED, List.of(query(MARCH, APRIL, null))));
        GetHealthCohorts.Cohort cohort = cohorts.cohorts().getFirst();
        assertThat(cohort.members()).isEqualTo(4);
        assertThat(cohort.active()).isEmpty();
        assertThat(cohort.retention()).isEmpty();
        assertThat(cohort.undefinedBecause()).contains("fewer than five");
        assertThat(cohorts.rows()).singleElement().satisfies(row -> {
            assertThat(row.subList(0, 2)).isEqualTo(List.of("2026-03", 4L));
            assertThat(row.subList(2, 5)).containsOnlyNulls();
            assertThat((String) row.get(5)).contains("fewer than five");
        });
    }

    @Test
    void cohortFromWhichASmallOneCouldBeToldGoesWithItHoweverManyAreAskedFor() {
        feelingIn("2025-12-10T10:00:00Z", "december", 9);
        feelingIn("2026-01-10T10:00:00Z", "january", 7);
        feelingIn("2026-02-10T10:00:00Z", "february", 4);
        feelingIn("2026-03-10T10:00:00Z", "march", 8);
        tell();

        for (int months = 1; months <= 36; months++) {
            assertThat(toldCohorts(months)).isEqualTo(months < 4 ? List.of("2026-03") : List.of("2025-12", "2026-03"));
        }
    }

    @Test
    void cohortThatProtectsASmallOneBeganBeforeItForUntilItBeganAllOthersAreKnown() {
        feelingIn("2025-12-10T10:00:00Z", "december", 9);
        feelingIn("2026-01-10T10:00:00Z", "january", 8);
        feelingIn("2026-02-10T10:00:00Z", "february", 4);
        feelingIn("2026-03-10T10:00:00Z", "march", 7);
        tell();

        assertThat(toldCohorts(4)).containsExactly("2025-12", "2026-03");
    }

    /** The months of those of which is told when they were active. */
    private List<String> toldCohorts(int months) {
        Asked asked = new Asked(MID_APRIL, ZoneOffset.UTC, null, Reader.NOBODY, AsOf.NOW);
        return queries.handle(GetHealthCohorts.of(asked, "joined", Integer.toString(months))).cohorts().stream()
                .filter(cohort -> !cohort.active().isEmpty())
                .map(GetHealthCohorts.Cohort::month)
                .toList();
    }

    private void feelingIn(String month, String handle, int count) {
        story.at(month);
        feeling(handle, count, DigitalComfort.NATIVE);
    }

    @Test
    void fewReceiversAreWithheldWithTheNextFewestWhomTheyWouldBeToldFrom() {
        // Two are thanked by six who are thanked by nobody, and ten are silent.
        List<MemberId> members = feeling("native", 18, DigitalComfort.NATIVE);
        for (int i = 2; i < 8; i++) {
            story.thanks(members.get(i), members.get(i % 2));
        }
        tell();

        GetHealth march = query(MARCH, APRIL, null);
        GetDistribution.Result distribution = queries.handle(new GetDistribution(march));
        assertThat(distribution.personas()).containsEntry("silent", 10L).containsEntry("balanced", 0L);
        assertThat(distribution.personas()).containsEntry("receivers", null).containsEntry("givers", null);
        assertThat(distribution.histogram())
                .extracting(GetDistribution.Bin::members)
                .containsExactly(null, null, null, null, 0L, 0L, null, null, null, null);
        assertThat(distribution.undefinedBecause()).contains("fewer than five");
        assertThat(metric("personaSilent", march).value()).isEqualTo(10L);
        assertThat(metric("giveTakeMedian", march).value()).isEqualTo(1.0);
        for (String name : List.of("personaReceivers", "personaGivers")) {
            Metric withheld = metric(name, march);
            assertThat(withheld.value()).as(name).isNull();
            assertThat(withheld.numerator() + withheld.denominator()).isZero();
            assertThat(withheld.unit()).isEqualTo("members");
            assertThat(withheld.undefinedBecause()).contains("fewer than five");
        }
    }

    @Test
    void fewSilentOnesAreNotToldFromHowManyHaveAShare() {
        List<MemberId> members = feeling("native", 16, DigitalComfort.NATIVE);
        for (int i = 0; i < 12; i += 2) {
            story.thanks(members.get(i), members.get(i + 1));
        }
        tell();

        GetHealth march = query(MARCH, APRIL, null);
        assertThat(metric("personaSilent", march).value()).isNull();
        assertThat(metric("giveTakeMedian", march).denominator()).isZero();
        assertThat(metric("giveTakeMedian", march).undefinedBecause()).contains("fewer than five");
    }

    @Test
    void fewSilentOnesAreNotToldFromWhoTakesPartInTheNetwork() {
        List<MemberId> members = feeling("native", 16, DigitalComfort.NATIVE);
        for (int i = 0; i < 12; i += 2) {
            story.thanks(members.get(i), members.get(i + 1));
        }
        tell();
        GetHealth march = query(MARCH, APRIL, null);
        assertThat(metric("contributors", march).denominator()).isEqualTo(16);
        assertThat(queries.handle(new GetDistribution(march)).personas()).containsEntry("silent", null);
        GetNetwork.Result withheld = queries.handle(new GetNetwork(march));
        assertThat(withheld.members()).isNull();
        assertThat(withheld.density()).isNull();
        assertThat(withheld.largestShare()).isNull();
        // Six edges in six parts are twelve members.
        assertThat(withheld.components()).isNull();
        assertThat(withheld.undefinedBecause()).contains("fewer than five");
        assertThat(withheld.edges()).isEqualTo(6);
        Metric corrected = metric("correctedReciprocity", march);
        assertThat(corrected.value()).isNull();
        assertThat(corrected.numerator()).isZero();
        assertThat(corrected.denominator()).isZero();
        assertThat(corrected.undefinedBecause()).contains("fewer than five");
        assertThat(metric("reciprocity", march).denominator()).isEqualTo(6);

        story.joins("another");
        tell();
        assertThat(queries.handle(new GetDistribution(march)).personas()).containsEntry("silent", 5L);
        GetNetwork.Result told = queries.handle(new GetNetwork(march));
        assertThat(told.members()).isEqualTo(12);
        assertThat(told.density()).isEqualTo(6.0 / 132);
        assertThat(told.components()).isEqualTo(6);
        assertThat(told.largestShare()).isEqualTo(2.0 / 12);
        assertThat(told.undefinedBecause()).isNull();
        assertThat(metric("correctedReciprocity", march).denominator()).isEqualTo(6 * 126);
    }

    @Test
    void networkOfFewerThanFiveIsWithheldWholeAlsoWhereItIsToldHowManyAreSilent() {
        // All gave to somebody who has left since, and four of them to one another, too.
        List<MemberId> members = feeling("native", 20, DigitalComfort.NATIVE);
        MemberId gone = story.joins("gone");
        for (int i = 0; i < 9; i++) {
            story.thanks(members.get(i), gone);
            story.likes(members.get(i), story.posts(gone));
        }
        for (int i = 0; i < 4; i++) {
            story.thanks(members.get(i), members.get((i + 1) % 4));
        }
        story.leaves(gone);
        tell();

        GetHealth march = query(MARCH, APRIL, null);
        assertThat(queries.handle(new GetDistribution(march)).personas())
                .containsEntry("givers", 9L)
                .containsEntry("silent", 11L);
        GetNetwork.Result withheld = queries.handle(new GetNetwork(march));
        assertThat(withheld.rows()).singleElement().satisfies(row -> {
            assertThat(row.subList(4, 10)).hasSize(6).containsOnlyNulls();
            assertThat(withheld.excluded()).isEmpty();
            assertThat((String) row.get(10)).contains("fewer than five");
        });
        for (String name : List.of("reciprocity", "correctedReciprocity")) {
            Metric metric = metric(name, march);
            assertThat(metric.value()).as(name).isNull();
            assertThat(metric.numerator() + metric.denominator()).as(name).isZero();
            assertThat(metric.undefinedBecause()).contains("fewer than five");
            assertThat(metric.excluded()).isEmpty();
            Asked asked = new Asked(MID_APRIL, ZoneOffset.UTC, null, Reader.NOBODY, AsOf.NOW);
            assertThat(queries.handle(GetHealthSeries.of(asked, name, "month", "2026-03-01", "2026-04-01"))
                            .points())
                    .singleElement()
                    .satisfies(point -> assertThat(point.figure()).isEqualTo(metric));
        }

        story.thanks(members.get(4), members.get(0));
        tell();
        GetNetwork.Result told = queries.handle(new GetNetwork(march));
        assertThat(told.members()).isEqualTo(5);
        assertThat(told.edges()).isEqualTo(5);
        assertThat(told.reciprocated()).isZero();
        assertThat(told.density()).isEqualTo(5.0 / 20);
        assertThat(told.components()).isEqualTo(1);
        assertThat(told.largestShare()).isEqualTo(1.0);
        assertThat(metric("reciprocity", march).denominator()).isEqualTo(5);
        assertThat(metric("correctedReciprocity", march).denominator()).isEqualTo(5 * 15);
    }

    @Test
    void signalOnATinyNetworkIsNotRaised() {
        List<MemberId> members = feeling("native", 4, DigitalComfort.NATIVE);
        for (int i = 0; i < 4; i++) {
            story.thanks(members.get(i), members.get((i + 1) % 4));
        }
        tell();

        Asked asked = new Asked(MID_APRIL, ZoneOffset.UTC, null, Reader.NOBODY, AsOf.NOW);
        assertThat(queries.handle(new GetSignals(asked)).signals())
                .filteredOn(signal -> signal.rule().metric().equals("reciprocity"))
                .singleElement()
                .satisfies(signal -> {
                    assertThat(signal.raised()).isFalse();
                    assertThat(signal.figure().denominator()).isZero();
                });
    }

    @Test
    void smallTenthsOfAPersonaThatIsToldAreWithheldAmongItsOwn() {
        List<MemberId> givers = feeling("giver", 9, DigitalComfort.NATIVE);
        List<MemberId> receivers = feeling("receiver", 9, DigitalComfort.NATIVE);
        for (int i = 0; i < 9; i++) {
            story.thanks(givers.get(i), receivers.get(i));
        }
        // Each has given two more and got one, then: a share of three quarters.
        for (int i = 0; i < 3; i++) {
            story.likes(givers.get(i), story.posts(receivers.get(i)));
            story.likes(givers.get(i), story.posts(receivers.get(i)));
            story.likes(receivers.get(i), story.posts(givers.get(i)));
        }
        tell();

        GetDistribution.Result distribution = queries.handle(new GetDistribution(query(MARCH, APRIL, null)));
        assertThat(distribution.personas()).containsEntry("givers", 9L).containsEntry("receivers", 9L);
        assertThat(distribution.histogram())
                .extracting(GetDistribution.Bin::members)
                .containsExactly(null, 0L, null, 0L, 0L, 0L, 0L, null, 0L, null);
        assertThat(distribution.rows())
                .filteredOn(row -> row.get(7) == null)
                .hasSize(4)
                .allSatisfy(row -> assertThat((String) row.get(8)).contains("fewer than five"));
    }

    private List<MemberId> feeling(String handle, int count, DigitalComfort comfort) {
        List<MemberId> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemberId member = story.joins(handle + i);
            story.declares(member, comfort);
            members.add(member);
        }
        return members;
    }

    private void halfOfTwelveNativesAreTrained() {
        List<MemberId> natives = feeling("native", 12, DigitalComfort.NATIVE);
        TrainingId training = story.offers(natives.getFirst(), DigitalComfort.NATIVE);
        natives.subList(0, 6).forEach(member -> story.completes(member, training, natives.getLast()));
        tell();
    }

    private List<Metric> coverage(GetHealth query) {
        return queries.handle(query).metrics().stream()
                .filter(metric -> metric.name().startsWith("trainingCoverage"))
                .toList();
    }

    private void tell() {
        readSide.tell(new HealthProjection(), story);
    }

    private Metric metric(String name, Instant from, Instant to, @Nullable UUID group) {
        return metric(name, query(from, to, group));
    }

    private Metric metric(String name, GetHealth query) {
        return metric(queries, name, query);
    }

    private static Metric metric(HealthQueries queries, String name, GetHealth query) {
        return queries.handle(query).metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static GetHealth query(
            Instant from, Instant to, Instant now, ZoneId zone, @Nullable UUID group, AsOf asOf) {
        return new GetHealth(from, to, now, zone, group, Reader.NOBODY, asOf);
    }

    private static GetHealth query(Instant from, Instant to, @Nullable UUID group) {
        return query(from, to, MID_APRIL, ZoneOffset.UTC, group, AsOf.NOW);
    }
}
