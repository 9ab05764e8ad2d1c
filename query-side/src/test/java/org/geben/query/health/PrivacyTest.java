package org.geben.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
import org.geben.query.Story;
import org.geben.query.generation.ReadSide;
import org.geben.query.health.GetHealthCohorts.Begin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrivacyTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final HealthQueries queries = HealthAnswers.of(readSide.views());
    private final Story story = new Story();

    @Test
    void singleSmallClassTakesTheNextSmallestWithIt() {
        assertThat(Privacy.withheld(Map.of("a", 4L, "b", 9L, "c", 7L))).containsExactly("a", "c");
        assertThat(Privacy.withheld(Map.of("a", 4L, "b", 3L, "c", 7L))).containsExactly("a", "b");
        assertThat(Privacy.withheld(Map.of("a", 5L, "b", 0L, "c", 7L))).isEmpty();
        assertThat(Privacy.withheld(Map.of("a", 4L, "b", 0L))).containsExactly("a");
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
    void trainedAndUntrainedAreToldTogetherOrNotAtAll() {
        List<MemberId> natives = feeling("native", 12, DigitalComfort.NATIVE);
        TrainingId training = story.offers(natives.getFirst(), DigitalComfort.NATIVE);
        natives.subList(0, 4).forEach(member -> story.completes(member, training, natives.getLast()));
        tell();
        assertThat(metric("activation", MARCH, APRIL, null).denominator()).isEqualTo(12);
        assertThat(metric("activationTrained", MARCH, APRIL, null).denominator())
                .isZero();
        assertThat(metric("activationUntrained", MARCH, APRIL, null).denominator())
                .isZero();

        story.completes(natives.get(4), training, natives.getLast());
        tell();
        assertThat(metric("activationTrained", MARCH, APRIL, null).denominator())
                .isEqualTo(5);
        assertThat(metric("activationUntrained", MARCH, APRIL, null).denominator())
                .isEqualTo(7);
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
    void fewerThanFiveAreNoCohortAndNoHistogram() {
        List<MemberId> members = feeling("native", 4, DigitalComfort.NATIVE);
        members.subList(1, 4).forEach(member -> story.thanks(member, members.getFirst()));
        tell();

        GetHealth march = query(MARCH, APRIL, null);
        GetHealthCohorts.Cohort cohort = queries.handle(new GetHealthCohorts(Begin.JOINED, List.of(march)))
                .cohorts()
                .getFirst();
        assertThat(cohort.members()).isNull();
        assertThat(cohort.active()).isEmpty();
        assertThat(cohort.undefinedBecause()).contains("fewer than five");
        GetDistribution.Result distribution = queries.handle(new GetDistribution(march));
        assertThat(distribution.histogram()).isEmpty();
        assertThat(distribution.undefinedBecause()).contains("Fewer than five");
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

    private void tell() {
        readSide.tell(new HealthProjection(), story);
    }

    private Metric metric(String name, Instant from, Instant to, @Nullable UUID group) {
        return queries.handle(query(from, to, group)).metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static GetHealth query(Instant from, Instant to, @Nullable UUID group) {
        return new GetHealth(from, to, ZoneOffset.UTC, group, AsOf.NOW);
    }
}
