package org.geben.query.generation;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.AllProjections;
import org.geben.query.Cut;
import org.geben.query.RandomStory;
import org.geben.query.Story;
import org.geben.query.generation.BuildingProcess.Work;
import org.geben.query.generation.Generation.State;
import org.junit.jupiter.api.Test;

/** A process that builds and promotes, or verifies and folds the past, is killed at random moments. */
class KilledBuilderTest {
    private static final int KILLS = Integer.getInteger("geben.test.kills", 2);
    private static final int SEED = 18;
    private static final int LONGEST_LIFE = 600;
    private static final Projection<?>[] ALL = AllProjections.FOUND.toArray(Projection<?>[]::new);

    private final ReadSide readSide = ReadSide.shared();
    private final Story story = RandomStory.of(SEED, BuildingProcess.STEPS);
    private final Generations generations = readSide.following(story);

    @Test
    void leavesTheOldOrTheNewGenerationLiveAndNothingElseAfterTheNextStart() throws Exception {
        Random random = new Random(SEED);
        Map<String, String> expected = new HashMap<>();
        for (Projection<?> projection : AllProjections.FOUND) {
            readSide.tell(projection, story);
            expected.put(projection.name(), contents(projection.name()));
        }
        Set<Long> seen = new HashSet<>(live());
        for (int kill = 0; kill < KILLS; kill++) {
            workAndKill(Work.BUILD, random.nextInt(LONGEST_LIFE));
            seen.addAll(live());
            expected.forEach((name, told) -> assertThat(contents(name)).isEqualTo(told));
        }

        // The database goes on with what it was last told, until it notices that the process is gone.
        await().atMost(Duration.ofSeconds(20)).until(this::isTidyAfterTheNextStart);
        expected.forEach((name, told) -> assertThat(contents(name)).isEqualTo(told));
        assertThat(schemas()).hasSameSizeAs(AllProjections.FOUND);
        seen.addAll(live());
        assertThat(seen).hasSizeGreaterThan(AllProjections.FOUND.size());
    }

    @Test
    void leavesNeitherAVerificationNorAPastHalfDoneAfterTheNextStart() throws Exception {
        Random random = new Random(SEED);
        Map<Cut, Map<String, String>> expected = new HashMap<>();
        for (Cut cut : BuildingProcess.cuts(story)) {
            expected.put(cut, told(cut));
        }
        Map<String, String> present = told(new Cut.ByPosition(story.position()));
        List<Long> live = live();
        long before = lastVerification();
        for (int kill = 0; kill < KILLS; kill++) {
            workAndKill(Work.VERIFY_AND_CUT, random.nextInt(2 * LONGEST_LIFE));
            assertThat(live()).isEqualTo(live);
        }

        try (CutBuilder past = readSide.cutBuilder(new Told(story), ALL)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> isFinishedAfterTheNextStart(past));
        }
        assertThat(live()).isEqualTo(live);
        present.forEach((name, told) -> assertThat(contents(name)).isEqualTo(told));
        assertThat(readSide.verifications().newest(Integer.MAX_VALUE))
                .filteredOn(verification -> verification.id() > before)
                .isNotEmpty()
                .allSatisfy(verification -> assertThat(verification.state()).isEqualTo(Verification.State.EQUAL));
        BuildingProcess.cut(readSide, story);
        generations.all().stream()
                .filter(generation -> generation.state() == State.FROZEN || generation.state() == State.RETIRED)
                .filter(generation -> expected.containsKey(generation.cut()))
                .forEach(past -> assertThat(readSide.contents(past)).isEqualTo(told(expected, past)));
        assertThat(schemas()).hasSize(generationsOfAll().size());
    }

    /** What the views say of what belongs to the cut. */
    private Map<String, String> told(Cut cut) {
        List<TrackedEventMessage<?>> belonging = story.log().stream()
                .filter(event -> cut.includes(Fold.position(event), event.getTimestamp()))
                .toList();
        Map<String, String> told = new HashMap<>();
        for (Projection<?> projection : AllProjections.FOUND) {
            readSide.fold(readSide.fresh(projection), belonging, 1000);
            told.put(projection.name(), contents(projection.name()));
        }
        return told;
    }

    private static String told(Map<Cut, Map<String, String>> expected, Generation past) {
        return requireNonNull(requireNonNull(expected.get(past.cut())).get(past.projection()));
    }

    private List<Long> live() {
        return AllProjections.FOUND.stream()
                .map(projection ->
                        generations.live(projection.name()).orElseThrow().id())
                .toList();
    }

    private long lastVerification() {
        return readSide.verifications().newest(1).stream()
                .mapToLong(Verification::id)
                .max()
                .orElse(0);
    }

    private boolean isFinishedAfterTheNextStart(CutBuilder past) throws InterruptedException {
        past.resume();
        readSide.verifier(new Told(story), ALL).verifyAll();
        return readSide.verifications().running().isEmpty()
                && generationsOfAll().stream()
                        .noneMatch(left -> left.state() == State.BUILDING || left.state() == State.VERIFYING);
    }

    private List<Generation> generationsOfAll() {
        return generations.all().stream()
                .filter(generation -> AllProjections.FOUND.stream()
                        .anyMatch(known -> known.name().equals(generation.projection())))
                .toList();
    }

    private void workAndKill(Work work, int milliseconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildingProcess.class.getName(),
                        readSide.url,
                        Integer.toString(SEED),
                        work.name())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines().anyMatch(BuildingProcess.BEGUN::equals)).isTrue();
            Thread.sleep(milliseconds);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean isTidyAfterTheNextStart() throws InterruptedException {
        AllProjections.FOUND.forEach(generations::prepare);
        readSide.builder(generations, story, ALL).buildAll(() -> {});
        generations.dropRetired(Duration.ZERO);
        Map<Long, State> left = generationsOfAll().stream().collect(toMap(Generation::id, Generation::state));
        return left.size() == AllProjections.FOUND.size()
                && left.values().stream().allMatch(state -> state == State.LIVE);
    }

    private String contents(String projection) {
        return readSide.contents(generations.live(projection).orElseThrow());
    }

    private List<String> schemas() {
        return AllProjections.FOUND.stream()
                .flatMap(projection -> readSide
                        .jdbc
                        .queryForList(
                                "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, ?)",
                                String.class,
                                projection.name() + "_")
                        .stream())
                .toList();
    }
}
