package org.geben.query.generation;

import java.time.Duration;
import org.geben.query.AllProjections;
import org.geben.query.RandomStory;
import org.geben.query.Story;

/** Builds all views of a story over and over, until it is killed. */
final class BuildingProcess {
    /** What it says when it begins. */
    static final String BEGUN = "building";

    static final int STEPS = 400;

    private BuildingProcess() {}

    /** @param arguments where the database is, and which story is told */
    public static void main(String... arguments) throws InterruptedException {
        ReadSide readSide = ReadSide.at(arguments[0]);
        Story story = RandomStory.of(Long.parseLong(arguments[1]), STEPS);
        Generations generations = readSide.following(story);
        Builder builder = readSide.builder(generations, story, AllProjections.FOUND.toArray(Projection<?>[]::new));
        System.out.println(BEGUN);
        while (!Thread.interrupted()) {
            AllProjections.FOUND.forEach(generations::build);
            builder.buildAll(() -> {});
            generations.dropRetired(Duration.ZERO);
        }
    }
}
