package org.geben.query.generation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.geben.query.AllProjections;
import org.geben.query.RandomStory;
import org.geben.query.Story;
import org.geben.query.generation.Generation.State;
import org.junit.jupiter.api.Test;

/** A process that builds and promotes is killed at random moments. */
class KilledBuilderTest {
    private static final int KILLS = Integer.getInteger("geben.test.kills", 3);
    private static final int SEED = 18;
    private static final int LONGEST_LIFE = 600;

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
        for (int kill = 0; kill < KILLS; kill++) {
            buildAndKill(random.nextInt(LONGEST_LIFE));
            expected.forEach((name, told) -> assertThat(contents(name)).isEqualTo(told));
        }

        // The database goes on with what it was last told, until it notices that the process is gone.
        await().atMost(Duration.ofSeconds(20)).until(this::isTidyAfterTheNextStart);
        expected.forEach((name, told) -> assertThat(contents(name)).isEqualTo(told));
        assertThat(schemas()).hasSameSizeAs(AllProjections.FOUND);
    }

    private void buildAndKill(int milliseconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildingProcess.class.getName(),
                        readSide.url,
                        Integer.toString(SEED))
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
        readSide.builder(generations, story, AllProjections.FOUND.toArray(Projection<?>[]::new))
                .buildAll(() -> {});
        generations.dropRetired(Duration.ZERO);
        Map<Long, State> left = generations.all().stream()
                .filter(generation -> AllProjections.FOUND.stream()
                        .anyMatch(known -> known.name().equals(generation.projection())))
                .collect(toMap(Generation::id, Generation::state));
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
