package org.geben.query.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.query.AsOf;
import org.geben.query.RandomStory;
import org.geben.query.Reader;
import org.geben.query.Story;
import org.geben.query.generation.ReadSide;
import org.geben.query.health.GetHealthCohorts.Begin;
import org.geben.query.health.GetHealthCohorts.Cohort;
import org.geben.query.health.PlainHealth.Figure;
import org.geben.query.health.PlainHealth.Stretch;
import org.jspecify.annotations.Nullable;

/** What the view answers is what plain loops over the events come to, in whatever window, zone and group. */
class ExactnessPropertiesTest {
    private static final Instant BEGIN = Instant.parse("2026-02-27T00:00:00Z");
    private static final Instant IN_MAY = Instant.parse("2026-05-03T10:00:00Z");
    private static final int MINUTES = 66 * 24 * 60;
    private static final int WINDOWS = 4;
    private static final List<Integer> BATCHES = List.of(3, 40, 1000);

    /** Steps of a story: from a handful of people to enough of them for whatever is told of five or more. */
    private static final int FEWEST = 150;

    private static final int MOST = 1500;

    /** Changes of their clocks, and offsets of half and three quarters of an hour, are in the stories' two months. */
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Kiritimati"));

    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 25)
    void everyMetricIsWhatItsDefinitionSays(@ForAll long seed) {
        Random random = new Random(seed);
        Story story = RandomStory.of(seed, FEWEST + random.nextInt(MOST - FEWEST));
        if (random.nextBoolean()) {
            RandomStory.pledgesOfEveryKind(story);
        }
        tell(story, random);
        for (int i = 0; i < WINDOWS; i++) {
            GetHealth query = query(random, story, group(random, story));
            Map<String, Figure> expected = plain(story, query).figures();
            List<Metric> metrics = readSide.views()
                    .read(HealthProjection.NAME, AsOf.NOW, reading -> Family.all(new Observation(reading, query)));
            assertThat(metrics).extracting(Metric::name).containsExactlyInAnyOrderElementsOf(expected.keySet());
            for (Metric metric : metrics) {
                assertEqual(metric, Objects.requireNonNull(expected.get(metric.name())), query);
            }
        }
    }

    @Property(tries = 12)
    void networkAndDistributionAreWhatTheirDefinitionsSay(@ForAll long seed) {
        Random random = new Random(seed);
        Story story = RandomStory.of(seed, FEWEST + random.nextInt(MOST - FEWEST));
        tell(story, random);
        HealthQueries queries = HealthAnswers.of(readSide.views());
        for (int i = 0; i < WINDOWS; i++) {
            GetHealth query = query(random, story, openGroup(random, story));
            GetNetwork.Result network = queries.handle(new GetNetwork(query));
            List<@Nullable Long> expected = plain(story, query).toldNetwork();
            assertThat(Arrays.asList(network.members(), network.edges(), network.reciprocated(), network.components()))
                    .as("%s", query)
                    .isEqualTo(expected.subList(0, 4));
            Long members = expected.getFirst();
            if (members != null && members > 0) {
                double edges = Objects.requireNonNull(expected.get(1));
                double largest = Objects.requireNonNull(expected.get(4));
                assertThat(network.density()).isCloseTo(edges / (members * (members - 1)), within(1e-9));
                assertThat(network.largestShare()).isCloseTo(largest / members, within(1e-9));
                assertThat(network.undefinedBecause()).isNull();
            } else {
                assertThat(network.density()).isNull();
                assertThat(network.largestShare()).isNull();
                assertThat(network.undefinedBecause()).isNotBlank();
            }
            boolean isSmall = expected.get(1) == null;
            assertThat(network.excluded())
                    .isEqualTo(isSmall ? Map.of() : plain(story, query).leftOutOfNetwork());
            GetDistribution.Result distribution = queries.handle(new GetDistribution(query));
            assertThat(distribution.personas())
                    .as("%s", query)
                    .isEqualTo(plain(story, query).toldPersonas());
            assertThat(distribution.histogram())
                    .as("%s", query)
                    .extracting(GetDistribution.Bin::members)
                    .isEqualTo(plain(story, query).histogram());
            assertThat(distribution.excluded()).isEqualTo(plain(story, query).leftOutOfDistribution());
            boolean told = !distribution.personas().containsValue(null)
                    && distribution.histogram().stream().allMatch(bin -> bin.members() != null);
            assertThat(distribution.undefinedBecause() == null).isEqualTo(told);
        }
    }

    @Property(tries = 12)
    void cohortsAreWhatTheirDefinitionSays(@ForAll long seed) {
        Random random = new Random(seed);
        Story story = RandomStory.of(seed, FEWEST + random.nextInt(MOST - FEWEST));
        tell(story, random);
        for (Begin begin : Begin.values()) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            @Nullable UUID group = group(random, story);
            Asked asked = new Asked(IN_MAY, zone, group, Reader.NOBODY, AsOf.NOW);
            List<Cohort> cohorts = readSide.views()
                    .read(
                            HealthProjection.NAME,
                            AsOf.NOW,
                            reading -> Cohorts.of(reading, GetHealthCohorts.of(asked, begin.toString(), "4")));
            YearMonth may = YearMonth.from(IN_MAY.atZone(zone));
            Map<String, Long> sizes = new LinkedHashMap<>();
            for (YearMonth month : monthsBefore(may, 36)) {
                sizes.put(
                        month.toString(),
                        plain(story, month, zone, group)
                                .cohort(begin == Begin.CONTRIBUTED, List.of())
                                .getFirst());
            }
            Set<String> hidden = PlainHealth.hiddenAsTheyBegin(sizes);
            List<YearMonth> months = monthsBefore(may, 4);
            assertThat(cohorts)
                    .extracting(Cohort::month)
                    .isEqualTo(months.stream().map(YearMonth::toString).toList());
            for (int i = 0; i < cohorts.size(); i++) {
                List<Stretch> stretches = months.subList(i, months.size()).stream()
                        .map(month -> Stretch.of(month, zone))
                        .toList();
                PlainHealth plain = plain(story, months.get(i), zone, group);
                List<Long> expected = plain.cohort(begin == Begin.CONTRIBUTED, stretches);
                Cohort cohort = cohorts.get(i);
                String which = "%s %s %s %s".formatted(cohort.month(), begin, zone, group);
                long members = expected.getFirst();
                boolean told = members > 0 && !hidden.contains(cohort.month());
                assertThat(cohort.members()).isEqualTo(members);
                assertThat(cohort.active())
                        .as(which)
                        .isEqualTo(told ? expected.subList(1, expected.size()) : List.of());
                assertThat(cohort.retention()).hasSize(cohort.active().size());
                assertThat(cohort.undefinedBecause() == null).isEqualTo(told);
                assertThat(cohort.excluded())
                        .as(which)
                        .isEqualTo(plain.leftOutOfCohort(begin == Begin.CONTRIBUTED, stretches));
            }
        }
    }

    /** The first batch of many counts everything at once; the events behind it are added to what is there. */
    private void tell(Story story, Random random) {
        int batchSize = BATCHES.get(random.nextInt(BATCHES.size()));
        readSide.fold(readSide.fresh(new HealthProjection()), story.log(), batchSize);
    }

    private static List<YearMonth> monthsBefore(YearMonth month, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> month.minusMonths(count + 1 - i))
                .toList();
    }

    private static PlainHealth plain(Story story, YearMonth month, ZoneId zone, @Nullable UUID group) {
        Stretch stretch = Stretch.of(month, zone);
        return new PlainHealth(
                story.log(), stretch.from(), stretch.to(), IN_MAY, zone, group == null ? null : group.toString());
    }

    private static PlainHealth plain(Story story, GetHealth query) {
        return new PlainHealth(
                story.log(),
                query.from(),
                query.to(),
                query.now(),
                query.zone(),
                query.group() == null ? null : query.group().toString());
    }

    private static void assertEqual(Metric metric, Figure figure, GetHealth query) {
        assertThat(List.of((double) metric.numerator(), (double) metric.denominator()))
                .as("%s of %s", metric.name(), query)
                .isEqualTo(List.of(figure.numerator() + 0.0, figure.denominator() + 0.0));
        assertThat(metric.excluded()).as("%s of %s", metric.name(), query).isEqualTo(figure.excluded());
        Double value = figure.value();
        if (value == null) {
            assertThat(metric.value()).isNull();
            assertThat(metric.undefinedBecause()).isNotBlank();
        } else {
            assertThat(metric.value()).isNotNull();
            assertThat(Objects.requireNonNull(metric.value()).doubleValue()).isCloseTo(value, within(1e-9));
            assertThat(metric.undefinedBecause()).isNull();
        }
    }

    private static GetHealth query(Random random, Story story, @Nullable UUID group) {
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        Instant one = BEGIN.plus(Duration.ofMinutes(random.nextInt(MINUTES)));
        Instant other = BEGIN.plus(Duration.ofMinutes(random.nextInt(MINUTES)));
        Instant from = one.isBefore(other) ? one : other;
        Instant to = one.isBefore(other) ? other : one.plusSeconds(60);
        LocalDate day = from.atZone(zone).toLocalDate();
        switch (random.nextInt(6)) {
            case 0 -> {
                from = day.withDayOfMonth(1).atStartOfDay(zone).toInstant();
                to = day.withDayOfMonth(1).plusMonths(1).atStartOfDay(zone).toInstant();
            }
            case 1 -> {
                from = day.atStartOfDay(zone).toInstant();
                to = day.plusDays(1 + random.nextInt(9)).atStartOfDay(zone).toInstant();
            }
            case 2 -> from = to.minus(Duration.ofMinutes(1 + random.nextInt(2000)));
            case 3 -> {
                from = BEGIN;
                to = BEGIN.plus(Duration.ofMinutes(MINUTES));
            }
            case 4 -> {
                YearMonth month = YearMonth.from(from.atZone(ZoneOffset.UTC));
                from = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                to = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            default -> {}
        }
        Instant now = to.plus(Duration.ofMinutes(random.nextInt(40 * 24 * 60)));
        return new GetHealth(from, to, now, zone, group, Reader.NOBODY, AsOf.NOW);
    }

    /** One whose figures everyone may ask for. */
    private static @Nullable UUID openGroup(Random random, Story story) {
        Map<UUID, GroupAccess> access = new HashMap<>();
        for (TrackedEventMessage<?> event : story.log()) {
            if (event.getPayload() instanceof GroupFounded founded) {
                access.put(founded.groupId().value(), founded.access());
            } else if (event.getPayload() instanceof GroupDescribed described) {
                access.put(described.groupId().value(), described.access());
            }
        }
        UUID group = group(random, story);
        return access.get(group) == GroupAccess.OPEN ? group : null;
    }

    private static @Nullable UUID group(Random random, Story story) {
        List<UUID> groups = story.log().stream()
                .map(TrackedEventMessage::getPayload)
                .filter(GroupFounded.class::isInstance)
                .map(GroupFounded.class::cast)
                .map(founded -> founded.groupId().value())
                .toList();
        return groups.isEmpty() || random.nextInt(3) > 0 ? null : groups.get(random.nextInt(groups.size()));
    }
}
